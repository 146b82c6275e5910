import { setTimeout as sleep } from 'node:timers/promises';

/** How fast, and how long. */
export interface Pace {
  /** Starts per second; a fraction is one start in several seconds. */
  readonly rate: number;
  /** How many starts there are. */
  readonly count: number;
  /** After this many seconds nothing more starts; without it the count alone decides. */
  readonly seconds?: number;
  /** How many may run at once; starts that are due wait beyond it. */
  readonly inFlight: number;
  readonly signal?: AbortSignal | undefined;
}

/** What became of the starts: `held` had to wait for a free place, `unsent` were due and never started. */
export interface Paced {
  readonly started: number;
  readonly held: number;
  readonly unsent: number;
}

const MAX_WAIT_MS = 500;
const HELD_AFTER_MS = 100;
// what was held back at the very end may still go
const GRACE_MS = 1_000;

/** How many starts fit into a time: the first at once, the others evenly after it. */
export function startsWithin(rate: number, seconds: number): number {
  return Math.ceil(rate * seconds - 1e-9);
}

/**
 * Starts work at an even rate, however long each piece takes, and resolves when the last one has ended.
 * @param work gets the number of its start, 0 first; must not throw
 */
export async function paceOut(pace: Pace, work: (start: number) => Promise<void>): Promise<Paced> {
  const begin = performance.now();
  const end = pace.seconds === undefined ? Infinity : pace.seconds * 1000 + GRACE_MS;
  const running = new Set<Promise<void>>();
  let started = 0;
  let held = 0;
  const elapsed = (): number => performance.now() - begin;
  const dueAt = (start: number): number => (start * 1000) / pace.rate;

  while (started < pace.count && pace.signal?.aborted !== true && elapsed() < end) {
    const wait = dueAt(started) - elapsed();
    if (running.size >= pace.inFlight) {
      await Promise.race(running);
    } else if (wait > 0) {
      await pause(Math.min(wait, MAX_WAIT_MS), pace.signal);
    } else {
      if (-wait > HELD_AFTER_MS) held += 1;
      const piece = work(started).finally(() => running.delete(piece));
      running.add(piece);
      started += 1;
    }
  }
  const stopped = elapsed();
  await Promise.all(running);
  const due = Math.min(pace.count, startsWithin(pace.rate, stopped / 1000));
  return { started, held, unsent: pace.signal?.aborted === true ? 0 : Math.max(0, due - started) };
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch {
    // the loop sees that it was told to stop
  }
}
