import type { SecurityMetrics } from '@classy-book/contracts/metrics';
import type { ReplayedStream } from '@classy-book/contracts/realtime';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import { previousId } from '../../common/ids/id-order.js';
import { FramePacer } from './frame-pacer.js';
import { byStream, type FrameContent, PendingEvents } from './pending-events.js';

/** A console as the feed sees it. */
export interface Follower {
  /** True where the console gets the frames that are built once for all. */
  readonly live: boolean;
  /** True where the connection does not keep up. */
  readonly overloaded: boolean;
  /** Takes what all live consoles have just been sent. */
  offer(content: FrameContent): void;
  /** From now on the console is to read what it misses from the database. */
  fallBehind(): void;
}

/** Sends to all live consoles at once. */
export interface Broadcast {
  frame(content: FrameContent): void;
  metrics(metrics: SecurityMetrics): void;
}

const MAX_PENDING = 10_000;

/**
 * The live stream of this process. What was recorded waits here for its frame, at most 100 ms; each frame is built once
 * for all consoles that keep up. Those that do not yet, or not any more, are offered the same content one by one, so that
 * at every moment everybody has been given everything up to the same position.
 */
export class LiveFeed {
  private readonly pending = new PendingEvents();
  private readonly followers = new Set<Follower>();
  private readonly pacer = new FramePacer(() => this.sendOne());
  private waitingMetrics: { readonly metrics: SecurityMetrics; readonly since: number } | null = null;

  /** @param fence an id such that everything recorded up to it has reached `accept`, and nothing after it has */
  constructor(
    private readonly broadcast: Broadcast,
    private readonly fence: () => string,
  ) {}

  get watched(): boolean {
    return this.followers.size > 0;
  }

  add(follower: Follower): void {
    this.followers.add(follower);
  }

  remove(follower: Follower): void {
    this.followers.delete(follower);
    if (this.followers.size === 0) this.pending.clear();
  }

  /** The id up to which a live console has been sent everything of a stream; what is after it is still to be sent. */
  position(stream: ReplayedStream): string {
    const next = this.pending.lowestId(stream);
    const fence = this.fence();
    if (next === null) return fence;
    const before = previousId(next);
    return before < fence ? before : fence;
  }

  /** The id up to which everything was published, sent or not. */
  published(): string {
    return this.fence();
  }

  accept(events: readonly RecordedEvent[]): void {
    if (!this.watched) return;
    const now = performance.now();
    for (const [stream, ofStream] of byStream(events)) this.pending.add(stream, ofStream, now);
    if (this.pending.size > MAX_PENDING) this.overrun();
    this.pacer.wake();
  }

  /** Shows figures; those that still wait are replaced. */
  show(metrics: SecurityMetrics): void {
    this.waitingMetrics = { metrics, since: this.waitingMetrics?.since ?? performance.now() };
    this.pacer.wake();
  }

  stop(): void {
    this.pacer.stop();
    this.pending.clear();
    this.waitingMetrics = null;
  }

  private sendOne(): boolean {
    // before anything is taken out: their position is still the one up to which they were sent everything
    for (const follower of this.followers) if (follower.live && follower.overloaded) follower.fallBehind();
    if (this.waitingMetrics !== null && this.waitingMetrics.since <= this.pending.oldest) {
      this.broadcast.metrics(this.waitingMetrics.metrics);
      this.waitingMetrics = null;
      return true;
    }
    const content = this.pending.take(performance.now());
    if (content === null) return false;
    this.broadcast.frame(content);
    for (const follower of this.followers) if (!follower.live) follower.offer(content);
    return true;
  }

  // more came than frames can carry: everybody reads it from the database instead
  private overrun(): void {
    for (const follower of this.followers) follower.fallBehind();
    this.pending.clear();
  }
}
