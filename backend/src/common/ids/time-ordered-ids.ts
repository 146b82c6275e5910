import { randomBytes } from 'node:crypto';

const MAX_SEQUENCE = 0xffffff;

/**
 * Makes identifiers of 24 hexadecimal digits that fit a MongoDB ObjectId and sort strictly by the order in which they
 * were made: seconds (4 bytes, so that ObjectId.getTimestamp() stays right), milliseconds (2), a sequence within the
 * millisecond (3) and a random mark of this process (3). The driver's own ObjectIds have a counter that wraps, so two
 * of the same second can sort the wrong way round: fatal for a cursor that says "everything after this one".
 * A clock that is set back never makes an id smaller than the last.
 */
export class TimeOrderedIds {
  private lastMs = 0;
  private sequence = 0;
  private readonly mark = randomBytes(3).toString('hex');

  /**
   * @param floor an id that every id made here must be greater than, such as the newest one stored
   */
  constructor(floor?: string) {
    if (floor !== undefined) this.lastMs = idTime(floor) + 1;
  }

  /**
   * @param now milliseconds since the epoch
   * @returns an id greater than every id that this instance has made
   */
  next(now: number): string {
    if (now > this.lastMs) {
      this.lastMs = now;
      this.sequence = 0;
    } else if (this.sequence === MAX_SEQUENCE) {
      this.lastMs += 1;
      this.sequence = 0;
    } else {
      this.sequence += 1;
    }
    return `${timePrefix(this.lastMs)}${hex(this.sequence, 6)}${this.mark}`;
  }
}

/** The moment that an id was made at, in milliseconds since the epoch. */
export function idTime(id: string): number {
  return parseInt(id.slice(0, 8), 16) * 1000 + Math.min(999, parseInt(id.slice(8, 12), 16));
}

/** The smallest id that can be made at `ms` or later: a time range over ids is `>= from` and `< to` of these. */
export function idFloor(ms: number): string {
  return `${timePrefix(Math.max(0, ms))}${'0'.repeat(12)}`;
}

function timePrefix(ms: number): string {
  return hex(Math.floor(ms / 1000), 8) + hex(ms % 1000, 4);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
