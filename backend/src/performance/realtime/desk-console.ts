import { type ReplayedStream, replayedStreams } from '@classy-book/contracts/realtime';
import type { ReplayPlan, ReplayRange, ReplayReader } from '../../monitoring/replay/replay.port.js';
import type { ConsoleLink, Neighbours, Since } from './console-link.js';
import { idBefore } from './id-before.js';
import type { FilterGroup } from './filter-groups.js';
import { FRAME_GAP_MS } from './frame-pacer.js';
import type { Follower, LiveFeed } from './live-feed.js';
import { type FrameContent, MAX_FRAME_EVENTS, PendingEvents } from './pending-events.js';

type Mode = 'joining' | 'replaying' | 'following' | 'live' | 'behind' | 'closed';

const MAX_BACKLOG = 16;
const MAX_BACKLOG_IN_REPLAY = 2;
const MAX_QUEUED = 5_000;
const LOOK_AGAIN_MS = 250;
const SUMMARY_EVERY = 4;
const RETRY_MS = 1_000;
// a little more than the distance of shared frames, so that the next one carries what waits here along
const NEXT_SHARED_FRAME_MS = FRAME_GAP_MS + 15;

class Superseded extends Error {}

/**
 * One console and what it has been sent. After it joins, or after its connection could not keep up, it reads what it
 * misses from the database, up to the feed's position at that moment; what the live consoles are sent meanwhile is queued
 * and sent after that; and when nothing is left it becomes live itself. So it gets every event once and each stream in
 * order, never more than one frame in 100 ms, and what it holds in memory has a limit at each step.
 */
export class DeskConsole implements Follower {
  private mode: Mode = 'joining';
  private readonly queue = new PendingEvents();
  /** The id up to which this console has everything, by stream; kept while it is not live. */
  private sent = new Map<ReplayedStream, string>();
  /** What came with `since`, or was replayed lately: never sent again. */
  private floor = new Map<ReplayedStream, string>();
  private readonly replayed = new Set<string>();
  private replayEnds: readonly ReplayRange[] = [];
  private settledAt = 0;
  private lastFrameAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;
  private run = 0;
  private missed = 0;
  private looks = 0;

  constructor(
    private readonly feed: LiveFeed,
    private readonly reader: ReplayReader,
    private readonly link: ConsoleLink,
    readonly group: FilterGroup,
    private readonly neighbours: Neighbours,
  ) {}

  get live(): boolean {
    return this.mode === 'live';
  }

  get overloaded(): boolean {
    return this.link.backlog > MAX_BACKLOG;
  }

  /** Up to where this console has been sent everything, by stream. */
  get positions(): Since {
    return Object.fromEntries(
      replayedStreams.map((stream) => {
        const position = this.feed.position(stream);
        return [stream, this.live ? position : (this.sent.get(stream) ?? position)];
      }),
    );
  }

  /**
   * Takes its place in the feed and finds out what `since` leaves to be replayed; `begin` sends it. What other processes
   * stored late, under ids a little below `since`, is sent again with it: nobody can say which of it the client has.
   * @throws what the reader throws; the console is closed then
   */
  async join(since: Since): Promise<ReplayPlan> {
    const ranges = replayedStreams.map((stream) => this.rangeFrom(stream, since[stream]));
    this.start(ranges);
    try {
      const replays = ranges.some(({ after, upTo }) => after < upTo);
      return replays ? await this.reader.plan(ranges) : { ranges: [], count: 0, truncated: false };
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Sends what was planned, then goes over to the live stream. */
  begin(plan: ReplayPlan): void {
    if (this.mode !== 'joining') return;
    this.settle(plan);
    void this.replay(plan, this.run);
  }

  offer(content: FrameContent): void {
    if (this.mode === 'closed' || this.mode === 'live') return;
    const { stream, events } = this.group.keep(content) ?? { ...content, events: [] };
    if (this.mode === 'behind') {
      this.missed += events.length;
      return;
    }
    const floor = this.floor.get(stream) ?? '';
    const fresh = events.filter(({ id }) => id > floor && !this.replayed.has(id));
    this.queue.add(stream, fresh, performance.now());
    if (this.queue.size > MAX_QUEUED) this.fallBehind();
    else if (this.mode === 'following') this.pump(true);
  }

  fallBehind(): void {
    if (this.mode === 'closed' || this.mode === 'behind') return;
    if (this.mode === 'live') {
      for (const stream of replayedStreams) this.sent.set(stream, this.feed.position(stream));
      this.link.setLive(false, this.group);
    }
    this.mode = 'behind';
    this.run += 1;
    this.missed = this.queue.size;
    this.queue.clear();
    this.arm(LOOK_AGAIN_MS, () => {
      this.lookAgain();
    });
  }

  /** Lets the time between two frames pass before the first one, on a socket that was sent frames before. */
  rest(): void {
    this.lastFrameAt = performance.now();
  }

  close(): void {
    if (this.mode === 'live') this.link.setLive(false, this.group);
    this.mode = 'closed';
    this.run += 1;
    clearTimeout(this.timer);
    this.queue.clear();
    this.feed.remove(this);
  }

  private rangeFrom(stream: ReplayedStream, since: string | undefined): ReplayRange {
    const selection = stream === 'monitoring:login-attempt' ? this.group.selection : null;
    const upTo = this.feed.position(stream);
    if (since === undefined) return { stream, after: upTo, upTo, selection };
    // an id that was never given is taken for the newest one
    const newest = this.feed.published();
    const countedFrom = since < newest ? since : newest;
    return { stream, after: idBefore(countedFrom, this.neighbours.lateMs), upTo, countedFrom, selection };
  }

  private start(ranges: readonly ReplayRange[]): void {
    this.mode = 'joining';
    this.run += 1;
    this.sent = new Map(ranges.map(({ stream, after }) => [stream, after]));
    this.floor = new Map(
      ranges.map(({ stream, after, countedFrom }) => [
        stream,
        countedFrom === undefined ? idBefore(after, this.neighbours.lateMs) : after,
      ]),
    );
    this.replayEnds = ranges;
    this.replayed.clear();
    this.feed.add(this);
  }

  // what was read from the database may still be on its way here from another process
  private settle(plan: ReplayPlan): void {
    this.settledAt = plan.ranges.length > 0 ? performance.now() + this.neighbours.settleMs : 0;
  }

  private async replay(plan: ReplayPlan, run: number): Promise<void> {
    try {
      this.mode = 'replaying';
      for (const range of plan.ranges) {
        for await (const page of this.reader.read(range)) {
          await this.turn(run);
          this.send({ stream: range.stream, events: page.map(({ event }) => event) }, true);
        }
      }
      this.expectStill(run);
      for (const { stream, upTo } of this.replayEnds) this.advance(stream, upTo);
      this.mode = 'following';
      this.pump(false);
    } catch (error) {
      // the database went away in the middle: what was sent is known, so the rest follows when it is back
      if (!(error instanceof Superseded) && run === this.run) this.fallBehind();
    }
  }

  // waits until the next frame may be sent and the connection has taken the ones before
  private async turn(run: number): Promise<void> {
    for (;;) {
      this.expectStill(run);
      const wait = this.lastFrameAt + FRAME_GAP_MS - performance.now();
      if (wait <= 0 && this.link.backlog <= MAX_BACKLOG_IN_REPLAY) return;
      await new Promise<void>((resolve) => setTimeout(resolve, Math.max(1, Math.ceil(wait), wait <= 0 ? 20 : 0)));
    }
  }

  private expectStill(run: number): void {
    if (run !== this.run) throw new Superseded();
  }

  /** Sends what waits, when it may; `shared` says that the live consoles are being sent a frame at this moment. */
  private pump(shared: boolean): void {
    if (this.mode !== 'following') return;
    const wait = this.lastFrameAt + FRAME_GAP_MS - performance.now();
    if (wait > 0) {
      const merge = shared && this.queue.size > 0 && this.queue.size <= MAX_FRAME_EVENTS;
      this.arm(merge ? NEXT_SHARED_FRAME_MS : wait, () => {
        this.pump(false);
      });
      return;
    }
    if (this.link.backlog > MAX_BACKLOG_IN_REPLAY) {
      this.arm(FRAME_GAP_MS, () => {
        this.pump(false);
      });
      return;
    }
    const content = this.nextContent();
    if (content !== null) this.send(content, false);
    // the next shared frame is a whole gap away, or no frame was sent lately
    if (this.queue.size === 0 && (content === null || shared) && this.goLive()) return;
    this.arm(FRAME_GAP_MS, () => {
      this.pump(false);
    });
  }

  // an event of another process may have come by its message before the replay read it from the database
  private nextContent(): FrameContent | null {
    for (;;) {
      const content = this.queue.take(performance.now());
      if (content === null || this.replayed.size === 0) return content;
      const events = content.events.filter(({ id }) => !this.replayed.has(id));
      if (events.length > 0) return { ...content, events };
    }
  }

  private goLive(): boolean {
    if (performance.now() < this.settledAt) return false;
    // a client that has more than was sent, because it read a list, waits until the feed has come as far
    for (const [stream, floor] of this.floor) if (this.feed.position(stream) < floor) return false;
    clearTimeout(this.timer);
    this.mode = 'live';
    this.replayed.clear();
    this.link.setLive(true, this.group);
    return true;
  }

  private send(content: FrameContent, replayed: boolean): void {
    this.link.frame(content, replayed);
    this.lastFrameAt = performance.now();
    const last = content.events.at(-1);
    if (last !== undefined) this.advance(content.stream, last.id);
    if (replayed && this.neighbours.settleMs > 0) for (const { id } of content.events) this.replayed.add(id);
  }

  private advance(stream: ReplayedStream, id: string): void {
    if (id > (this.sent.get(stream) ?? '')) this.sent.set(stream, id);
  }

  private lookAgain(): void {
    if (this.mode !== 'behind') return;
    if (this.link.drained) {
      void this.catchUp();
      return;
    }
    this.looks += 1;
    if (this.looks % SUMMARY_EVERY === 0) this.link.summary({ missed: this.missed }, true);
    this.arm(LOOK_AGAIN_MS, () => {
      this.lookAgain();
    });
  }

  private async catchUp(): Promise<void> {
    const ranges = replayedStreams.map((stream) => this.rangeFrom(stream, this.sent.get(stream)));
    this.start(ranges);
    const run = this.run;
    try {
      const plan = await this.reader.plan(ranges);
      await this.turn(run);
      this.settle(plan);
      this.link.summary(plan.truncated ? { missed: plan.count, truncated: true } : { missed: plan.count }, false);
      this.lastFrameAt = performance.now();
      await this.replay(plan, run);
    } catch (error) {
      if (error instanceof Superseded || run !== this.run) return;
      this.fallBehind();
      this.arm(RETRY_MS, () => {
        this.lookAgain();
      });
    }
  }

  private arm(delayMs: number, then: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, Math.ceil(delayMs));
  }
}
