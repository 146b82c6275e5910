import { LRUCache } from 'lru-cache';

/** How something that happens again and again is gathered and told. */
export interface Telling<T> {
  /** Tells what was gathered. What it throws is lost: whoever goes on is told of again. */
  tell(gathered: T): Promise<void>;
  /** Whether what was gathered so far is worth telling. */
  isWorthTelling(gathered: T): boolean;
}

interface Entry<T> {
  gathered: T | undefined;
  since: number;
  toldAt: number;
  streakFrom: number;
}

const MAX_KEYS = 10_000;
const TICK_MS = 100;
const MAX_TELLINGS_A_TICK = 5;
const MAX_LAST_TELLINGS = 100;
const EVERY_MS = 1_000;
const EVERY_LATER_MS = 5_000;
const LATER_AFTER_MS = 60_000;
const STREAK_BREAKS_AFTER_MS = 30_000;
// what has not become worth telling by then is forgotten
const GATHERED_FOR_MS = 600_000;

/**
 * Tells of things that come in floods, such as the refused requests of an address: of each key the first time at once,
 * then at most once a second, and every five seconds once it has gone on for a minute. At most 10,000 keys are
 * remembered and fifty tellings made in a second, whatever comes.
 */
export class Coalescer<T> {
  private readonly entries = new LRUCache<string, Entry<T>>({ max: MAX_KEYS });
  private readonly waiting = new Set<string>();
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private tickedAt = -Infinity;
  private ended = false;

  constructor(private readonly telling: Telling<T>) {}

  /** @param merge adds to what was gathered of this key since it was last told of */
  add(key: string, merge: (gathered: T | undefined) => T): void {
    if (this.ended) return;
    const now = performance.now();
    const entry = this.entryOf(key, now);
    const isStale = now - entry.since > GATHERED_FOR_MS && !this.waiting.has(key);
    if (entry.gathered === undefined || isStale) entry.since = now;
    entry.gathered = merge(isStale ? undefined : entry.gathered);
    if (this.waiting.has(key) || !this.telling.isWorthTelling(entry.gathered)) return;
    this.waiting.add(key);
    this.arm(now);
  }

  /** Tells what waits, and resolves when all is told. What is added afterwards is not told. */
  async end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    for (const key of [...this.waiting].slice(0, MAX_LAST_TELLINGS)) this.tellOf(key, performance.now());
    await Promise.all(this.running);
  }

  private entryOf(key: string, now: number): Entry<T> {
    const known = this.entries.get(key);
    if (known !== undefined) return known;
    const entry = { gathered: undefined, since: now, toldAt: -Infinity, streakFrom: now };
    this.entries.set(key, entry);
    return entry;
  }

  private arm(now: number): void {
    this.timer ??= setTimeout(
      () => {
        this.tick();
      },
      Math.max(0, this.tickedAt + TICK_MS - now),
    ).unref();
  }

  private tick(): void {
    const now = performance.now();
    this.timer = undefined;
    this.tickedAt = now;
    let left = MAX_TELLINGS_A_TICK;
    for (const key of this.waiting) {
      if (left === 0) break;
      if (this.isTooSoon(key, now)) continue;
      this.tellOf(key, now);
      left -= 1;
    }
    if (this.waiting.size > 0) this.arm(now);
  }

  private isTooSoon(key: string, now: number): boolean {
    const entry = this.entries.peek(key);
    if (entry === undefined) return false;
    const goesOn = now - entry.streakFrom > LATER_AFTER_MS && now - entry.toldAt < STREAK_BREAKS_AFTER_MS;
    return now - entry.toldAt < (goesOn ? EVERY_LATER_MS : EVERY_MS);
  }

  private tellOf(key: string, now: number): void {
    this.waiting.delete(key);
    const entry = this.entries.peek(key);
    if (entry?.gathered === undefined) return;
    const { gathered } = entry;
    entry.gathered = undefined;
    if (now - entry.toldAt > STREAK_BREAKS_AFTER_MS) entry.streakFrom = now;
    entry.toldAt = now;
    const told = this.telling
      .tell(gathered)
      .catch(() => undefined)
      .finally(() => this.running.delete(told));
    this.running.add(told);
  }
}
