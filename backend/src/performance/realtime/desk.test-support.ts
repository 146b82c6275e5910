import type { ReplayedStream } from '@classy-book/contracts/realtime';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import { previousId } from '../../common/ids/id-order.js';
import type { ReplayReader } from '../../monitoring/replay/replay.port.js';
import { type ConsoleLink, DeskConsole, type Since } from './desk-console.js';
import { LiveFeed } from './live-feed.js';
import type { FrameContent } from './pending-events.js';

export const ATTEMPTS: ReplayedStream = 'monitoring:login-attempt';
export const BLOCKS: ReplayedStream = 'monitoring:ip-blocked';

export const idOf = (n: number): string => n.toString(16).padStart(24, '0');

interface SentFrame {
  readonly at: number;
  readonly stream: ReplayedStream;
  readonly ids: readonly string[];
  readonly replayed: boolean;
}

/** A desk without a network and without a database: a feed, what is stored, and consoles. */
export class TestDesk implements ReplayReader {
  readonly stored: RecordedEvent[] = [];
  readonly consoles: TestConsole[] = [];
  readonly feed: LiveFeed;
  limit = 10_000;
  away = false;
  private last = 1_000;

  constructor() {
    this.feed = new LiveFeed(
      {
        frame: (content) => {
          for (const console of this.consoles) if (console.inRoom) console.receive(content, false);
        },
        metrics: () => {
          for (const console of this.consoles) if (console.inRoom) console.metricsAt.push(performance.now());
        },
      },
      () => idOf((this.last += 1)),
    );
  }

  /** Stores events and publishes them. */
  record(...streams: ReplayedStream[]): string[] {
    const events = streams.map((stream) => ({ stream, event: { id: idOf((this.last += 1)) } }) as RecordedEvent);
    this.stored.push(...events);
    this.feed.accept(events);
    return events.map(({ event }) => event.id);
  }

  open(settleMs = 0): TestConsole {
    const console = new TestConsole(this, settleMs);
    this.consoles.push(console);
    return console;
  }

  async plan(ranges: Parameters<ReplayReader['plan']>[0]): ReturnType<ReplayReader['plan']> {
    await this.query();
    const missed = ranges.flatMap((range) => this.between(range).map(({ event }) => event.id)).sort();
    const oldest = missed.at(-this.limit);
    if (missed.length <= this.limit || oldest === undefined) return { ranges, count: missed.length, truncated: false };
    const after = previousId(oldest);
    const kept = ranges.map((range) => (range.after < after ? { ...range, after } : range));
    return { ranges: kept, count: this.limit, truncated: true };
  }

  async *read(range: Parameters<ReplayReader['read']>[0]): ReturnType<ReplayReader['read']> {
    const events = this.between(range);
    for (let from = 0; from < events.length; from += 500) {
      await this.query();
      yield events.slice(from, from + 500);
    }
  }

  private between({ stream, after, upTo }: Parameters<ReplayReader['read']>[0]): RecordedEvent[] {
    return this.stored.filter((e) => e.stream === stream && e.event.id > after && e.event.id <= upTo);
  }

  // a database takes its time
  private async query(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 7));
    if (this.away) throw new Error('the database is away');
  }
}

/** A console with a connection that can be stopped up. */
export class TestConsole implements ConsoleLink {
  readonly frames: SentFrame[] = [];
  readonly summaries: { readonly missed: number; readonly truncated?: boolean; readonly volatile: boolean }[] = [];
  readonly metricsAt: number[] = [];
  inRoom = false;
  stuck = false;
  backlog = 0;
  readonly desk: DeskConsole;

  constructor(testDesk: TestDesk, settleMs: number) {
    this.desk = new DeskConsole(testDesk.feed, testDesk, this, settleMs);
  }

  get drained(): boolean {
    return this.backlog === 0;
  }

  async join(since: Since = {}): ReturnType<DeskConsole['join']> {
    const plan = await this.desk.join(since);
    this.desk.begin(plan);
    return plan;
  }

  receive({ stream, events }: FrameContent, replayed: boolean): void {
    if (this.stuck) this.backlog += 1;
    this.frames.push({ at: performance.now(), stream, ids: events.map(({ id }) => id), replayed });
  }

  frame(content: FrameContent, replayed: boolean): void {
    this.receive(content, replayed);
  }

  summary(frame: { readonly missed: number; readonly truncated?: boolean }, onlyIfWritable: boolean): void {
    if (this.stuck && !onlyIfWritable) this.backlog += 1;
    this.summaries.push({ ...frame, volatile: onlyIfWritable });
  }

  setLive(live: boolean): void {
    this.inRoom = live;
  }

  unstick(): void {
    this.stuck = false;
    this.backlog = 0;
  }

  /** The ids that came in a stream, in the order in which they came. */
  ids(stream: ReplayedStream): string[] {
    return this.frames.filter((frame) => frame.stream === stream).flatMap(({ ids }) => ids);
  }

  /** The most frames that came in any second. */
  get busiestSecond(): number {
    const times = this.frames.map(({ at }) => at);
    return Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + 1_000).length));
  }
}
