/** A stretch of a video in seconds: from, to. */
export type PlayedRange = readonly [from: number, to: number];

/** What was played of a video since it was last told, and the second at which it stands. */
export interface WatchedFacts {
  readonly ranges: readonly PlayedRange[];
  readonly seconds: number;
}

/** Ranges that lie closer together than this are one: positions are told about four times a second only. */
const TOUCHING = 0.3;
/** A step counts as played up to this many times the time that passed, and a little more: clocks are not exact. */
const TOLERANCE = 1.5;
const SLACK_SECONDS = 0.75;
/** A smaller move is not worth a call. */
const MOVED_SECONDS = 1;
/** The server takes no more at once. */
const MOST_RANGES = 100;

/** The union of ranges in their order; empty ones are dropped. */
export function joinRanges(ranges: readonly PlayedRange[]): readonly PlayedRange[] {
  const joined: [number, number][] = [];
  for (const [from, to] of ranges.filter((range) => range[1] > range[0]).toSorted((one, other) => one[0] - other[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1] + TOUCHING) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Two tellings of the same video as one. The later position is the one that counts. */
export function joinFacts(earlier: WatchedFacts, later: WatchedFacts): WatchedFacts {
  return { ranges: fitting(joinRanges([...earlier.ranges, ...later.ranges])), seconds: later.seconds };
}

/** Drops the shortest where there are more than the server takes. */
function fitting(ranges: readonly PlayedRange[]): readonly PlayedRange[] {
  if (ranges.length <= MOST_RANGES) return ranges;
  const longest = ranges.toSorted((one, other) => other[1] - other[0] - (one[1] - one[0])).slice(0, MOST_RANGES);
  return longest.toSorted((one, other) => one[0] - other[0]);
}

/**
 * Notes which ranges of a video really played, out of the positions that it tells while it plays. What is skipped by
 * seeking is not counted, at any speed: a step forward counts only where enough time has passed for it.
 */
export class PlayedRanges {
  private done: readonly PlayedRange[] = [];
  private open: { from: number; to: number; at: number } | null = null;
  private position = 0;
  private lastTold: number | null = null;
  private toldPosition = 0;

  /** The video stands at a position that is known already. */
  standAt(position: number): void {
    this.position = position;
    this.toldPosition = position;
  }

  /** The video plays on from a position (seconds), at a moment (milliseconds). */
  begin(position: number, now: number): void {
    this.end();
    this.position = position;
    this.open = { from: position, to: position, at: now };
    this.lastTold ??= now;
  }

  /** It plays, and has come to a position at a speed (1 is normal). A jump that it was not told of begins anew there. */
  advance(position: number, now: number, speed: number): void {
    this.position = position;
    const open = this.open;
    if (open === null) return;
    const most = ((now - open.at) / 1_000) * speed * TOLERANCE + SLACK_SECONDS;
    if (position < open.to || position - open.to > most) {
      this.begin(position, now);
      return;
    }
    open.to = position;
    open.at = now;
  }

  /** It stands still: paused, over, waiting for data, or about to stand elsewhere. */
  end(): void {
    if (this.open !== null) this.done = joinRanges([...this.done, [this.open.from, this.open.to]]);
    this.open = null;
  }

  /** It was moved to a position without playing up to it. */
  moveTo(position: number): void {
    this.end();
    this.position = position;
  }

  /** True where it is time to tell: `everyMs` have passed since the last time, and something was played. */
  isDue(now: number, everyMs: number): boolean {
    return this.lastTold !== null && now - this.lastTold >= everyMs && this.open !== null;
  }

  /**
   * What was played since the last call, which is forgotten here, and where it stands now. Null where nothing was played
   * and it stands where it stood.
   */
  take(now: number): WatchedFacts | null {
    const open = this.open;
    const ranges = fitting(joinRanges(open === null ? this.done : [...this.done, [open.from, open.to]]));
    this.done = [];
    this.lastTold = now;
    if (open !== null) this.open = { ...open, from: open.to };
    if (ranges.length === 0 && Math.abs(this.position - this.toldPosition) < MOVED_SECONDS) return null;
    this.toldPosition = this.position;
    return { ranges, seconds: this.position };
  }
}
