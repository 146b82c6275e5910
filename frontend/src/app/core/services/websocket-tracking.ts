import { replayedStreams, type ReplayedStream } from '@classy-book/contracts/realtime';

/** How many ids of each stream are remembered to recognise a double. As many as a replay brings at most. */
const REMEMBERED_IDS = 10_000;
const RATE_WINDOW_MS = 5_000;

export type Since = Partial<Record<ReplayedStream, string>>;

interface Seen {
  newest: string;
  readonly ids: Set<string>;
}

/**
 * What this client has of each stream: the newest id, which a reconnection sends as `since`, and the ids seen lately, so
 * that an event that comes twice is shown once. Bounded: the oldest ids are forgotten first.
 */
export class StreamTracker {
  private readonly streams = new Map<ReplayedStream, Seen>();

  /**
   * Starts the streams that have brought nothing yet at a moment of the server's clock. Without this, a connection lost
   * before the first event would have no `since`, and what happened while it was away would be missed.
   */
  startAt(serverTime: string): void {
    const id = `${Math.floor(Date.parse(serverTime) / 1000)
      .toString(16)
      .padStart(8, '0')}${'0'.repeat(16)}`;
    for (const stream of replayedStreams) {
      if (!this.streams.has(stream)) this.streams.set(stream, { newest: id, ids: new Set() });
    }
  }

  /** Keeps the events that were not seen before, and remembers them. */
  accept<T extends { readonly id: string }>(stream: ReplayedStream, events: readonly T[]): readonly T[] {
    const seen = this.streams.get(stream) ?? { newest: '', ids: new Set<string>() };
    this.streams.set(stream, seen);
    const fresh = events.filter((event) => {
      if (seen.ids.has(event.id)) return false;
      seen.ids.add(event.id);
      if (event.id > seen.newest) seen.newest = event.id;
      return true;
    });
    for (const id of seen.ids) {
      if (seen.ids.size <= REMEMBERED_IDS) break;
      seen.ids.delete(id);
    }
    return fresh;
  }

  /** Says that everything up to some ids has come, whatever of it was shown. */
  reach(upTo: Since): void {
    for (const stream of replayedStreams) {
      const [seen, id] = [this.streams.get(stream), upTo[stream] ?? ''];
      if (seen && id > seen.newest) seen.newest = id;
    }
  }

  /** The newest id of each stream that has one. */
  since(): Since {
    return Object.fromEntries([...this.streams].map(([stream, seen]) => [stream, seen.newest]));
  }

  get started(): boolean {
    return this.streams.size > 0;
  }

  forget(): void {
    this.streams.clear();
  }
}

/** Events per second over the last five seconds. Keeps one count for each tenth of a second, so its size is fixed. */
export class RateMeter {
  private readonly counts = new Map<number, number>();

  add(count: number, now: number): void {
    const slot = Math.floor(now / 100);
    this.counts.set(slot, (this.counts.get(slot) ?? 0) + count);
    this.drop(now);
  }

  perSecond(now: number): number {
    this.drop(now);
    const total = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
    return total / (RATE_WINDOW_MS / 1000);
  }

  private drop(now: number): void {
    const oldest = Math.floor((now - RATE_WINDOW_MS) / 100);
    for (const slot of this.counts.keys()) if (slot <= oldest) this.counts.delete(slot);
  }
}

/**
 * The server's clock as seen from here, in milliseconds since the epoch. Each stamp of the server arrives late by the
 * unknown travel time, so the largest difference seen is the nearest to the truth.
 */
export class FrameClock {
  private offset: number | null = null;

  /** A stamp that arrived at `receivedAt`; where the question's `askedAt` is known, half the round trip is added. */
  sample(serverTime: string, receivedAt: number, askedAt = receivedAt): void {
    const difference = Date.parse(serverTime) - (receivedAt + askedAt) / 2;
    if (Number.isNaN(difference)) return;
    if (askedAt !== receivedAt) this.offset = difference;
    else this.offset = this.offset === null ? difference : Math.max(this.offset, difference);
  }

  now(localNow: number): number {
    return localNow + (this.offset ?? 0);
  }

  /** How long ago a moment of the server was, never below zero. */
  age(moment: string, localNow: number): number {
    return Math.max(0, Math.round(this.now(localNow) - Date.parse(moment)));
  }
}
