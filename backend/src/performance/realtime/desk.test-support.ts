import type { LoginAttempt } from '@classy-book/contracts/attempts';
import type { ReplayedStream } from '@classy-book/contracts/realtime';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import { previousId } from '../../common/ids/id-order.js';
import type { ReplayReader } from '../../monitoring/replay/replay.port.js';
import type { AttemptSelection } from '../../monitoring/attempts/attempt-selection.port.js';
import type { ConsoleLink, Neighbours, Since } from './console-link.js';
import { DeskConsole } from './desk-console.js';
import { type FilterGroup, FilterGroups } from './filter-groups.js';
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
  readonly groups = new FilterGroups();
  limit = 10_000;
  away = false;
  private last = 1_000;

  constructor() {
    this.feed = new LiveFeed(
      {
        frame: (content) => {
          for (const console of this.consoles) if (console.inRoom) console.receiveShared(content);
        },
        metrics: () => {
          for (const console of this.consoles) if (console.inRoom) console.metricsAt.push(performance.now());
        },
      },
      () => idOf((this.last += 1)),
    );
  }

  /** Stores events and publishes them. Every third attempt is of `person0`, and so on. */
  record(...streams: ReplayedStream[]): string[] {
    const events = streams.map((stream) => {
      this.last += 1;
      return { stream, event: { id: idOf(this.last), email: `person${String(this.last % 3)}` } } as RecordedEvent;
    });
    this.stored.push(...events);
    this.feed.accept(events);
    return events.map(({ event }) => event.id);
  }

  /** @param only the account whose attempts it is shown; null for all */
  open(settleMs = 0, only: string | null = null): TestConsole {
    const group = this.groups.enter(only === null ? null : attemptsOf(only));
    const console = new TestConsole(this, { settleMs, lateMs: 0 }, group);
    this.consoles.push(console);
    return console;
  }

  /** A console of a process that is not alone. */
  openBeside(lateMs: number): TestConsole {
    const console = new TestConsole(this, { settleMs: 2_000, lateMs }, this.groups.enter(null));
    this.consoles.push(console);
    return console;
  }

  /** The ids of the stored attempts of an account. */
  idsOf(email: string): string[] {
    return this.stored.filter((e) => (e.event as { email?: string }).email === email).map(({ event }) => event.id);
  }

  async plan(ranges: Parameters<ReplayReader['plan']>[0]): ReturnType<ReplayReader['plan']> {
    await this.query();
    const found = ranges.flatMap((range) => this.between(range).map(({ event: { id } }) => ({ id, range })));
    const oldest = found
      .map(({ id }) => id)
      .sort()
      .at(-this.limit);
    if (found.length <= this.limit || oldest === undefined) {
      const missed = found.filter(({ id, range }) => id > (range.countedFrom ?? ''));
      return { ranges, count: missed.length, truncated: false };
    }
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

  private between({ stream, after, upTo, selection }: Parameters<ReplayReader['read']>[0]): RecordedEvent[] {
    const inRange = this.stored.filter((e) => e.stream === stream && e.event.id > after && e.event.id <= upTo);
    return inRange.filter(({ event }) => selection?.keeps(event as LoginAttempt) ?? true);
  }

  // a database takes its time
  private async query(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 7));
    if (this.away) throw new Error('the database is away');
  }
}

/** The filter that keeps the attempts of an account. */
function attemptsOf(email: string): AttemptSelection {
  return { key: email, filter: { email }, keeps: (attempt) => attempt.email === email };
}

/** A console with a connection that can be stopped up. */
export class TestConsole implements ConsoleLink {
  readonly frames: SentFrame[] = [];
  readonly summaries: { readonly missed: number; readonly truncated?: boolean; readonly volatile: boolean }[] = [];
  readonly metricsAt: number[] = [];
  inRoom = false;
  stuck = false;
  backlog = 0;
  desk: DeskConsole;

  constructor(
    private readonly testDesk: TestDesk,
    private readonly neighbours: Neighbours,
    group: FilterGroup,
  ) {
    this.desk = new DeskConsole(testDesk.feed, testDesk, this, group, neighbours);
  }

  /** Watches under another filter from here on, as `filter:monitoring` does. */
  async refilter(only: string | null): ReturnType<DeskConsole['join']> {
    const since = this.desk.positions;
    this.desk.close();
    const group = this.testDesk.groups.enter(only === null ? null : attemptsOf(only));
    this.desk = new DeskConsole(this.testDesk.feed, this.testDesk, this, group, this.neighbours);
    this.desk.rest();
    return await this.join(since);
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

  receiveShared(content: FrameContent): void {
    const kept = this.desk.group.keep(content);
    if (kept !== null) this.receive(kept, false);
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
