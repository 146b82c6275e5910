import { idFloor } from '../../common/ids/time-ordered-ids.js';
import { idBefore } from './id-before.js';

/** How often the log is looked at. */
export const LOOK_MS = 3_000;
/** Younger events are left alone: they are still on their way by themselves. */
const YOUNG_MS = 1_000;
/** Each look begins so long before the end of the last one, for events that were stored later than their ids say. */
const LATE_MS = 5_000;
/** No look reaches back further, however long the database was away. */
const REACH_MS = 60_000;

/** The ids with `after < id <= upTo`. */
export interface LookedAt {
  readonly after: string;
  readonly upTo: string;
}

/** Keeps account of which part of the log is to be looked at next: overlapping pieces that leave nothing between them. */
export class LookBack {
  private looked: string | null = null;

  /** @param begun nothing at or before this id is ever looked at: it was there before this process */
  constructor(private readonly begun: string) {}

  /**
   * What to look at now; null where there is nothing.
   * @param fence an id up to which this process has published everything of its own
   * @param now milliseconds since the epoch
   */
  next(fence: string, now: number): LookedAt | null {
    const settled = idFloor(now - YOUNG_MS);
    const upTo = settled < fence ? settled : fence;
    const from = idBefore(this.looked ?? idFloor(now - LOOK_MS), LATE_MS);
    const after = [from, this.begun, idFloor(now - REACH_MS)].reduce((one, other) => (one > other ? one : other));
    return after < upTo ? { after, upTo } : null;
  }

  /** Says that a piece was looked at. */
  done({ upTo }: LookedAt): void {
    if (upTo > (this.looked ?? '')) this.looked = upTo;
  }

  /** Begins anew with the present: nobody watched for a while. */
  forget(): void {
    this.looked = null;
  }
}
