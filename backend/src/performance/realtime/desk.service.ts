import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  type FilterMonitoring,
  type JoinedMonitoring,
  type JoinMonitoring,
  type LiveFilter,
  type PositionFrame,
  replayedStreams,
} from '@classy-book/contracts/realtime';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { SecurityMetricsService } from '../../monitoring/metrics/security-metrics.service.js';
import { ReplayService } from '../../monitoring/replay/replay.service.js';
import type { Neighbours, Since } from './console-link.js';
import { DeskConsole } from './desk-console.js';
import { FilterGroups } from './filter-groups.js';
import { LiveFeed } from './live-feed.js';
import type { FrameContent } from './pending-events.js';
import { attemptsRoom, LIVE_ROOM, type RealtimeNamespace, type RealtimeSocket } from './realtime-socket.js';
import { emitFrame, SocketLink } from './socket-link.js';

const METRICS_MS = 2_000;
// events of other processes come over Redis at once, those of the command line when it is looked for them
const SETTLE_MS = 2_000;
/** By how much the events of another process may be stored later than their ids say: ten times what a write takes. */
const LATE_MS = 5_000;

/** A join that was granted: what is answered, and what follows the answer. */
export interface Joined {
  readonly answer: JoinedMonitoring;
  readonly begin: () => void;
}

/** The consoles of the security desk on this process, and the stream that they share. */
@Injectable()
export class DeskService implements OnApplicationShutdown {
  private readonly logger = new Logger(DeskService.name);
  private readonly consoles = new Map<string, DeskConsole>();
  private readonly links = new WeakMap<RealtimeSocket, SocketLink>();
  private readonly groups = new FilterGroups();
  private readonly feed: LiveFeed;
  private readonly neighbours: Neighbours;
  private namespace: RealtimeNamespace | null = null;
  private ticker: NodeJS.Timeout | undefined;
  private measuring = false;

  constructor(
    private readonly replay: ReplayService,
    private readonly metrics: SecurityMetricsService,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.neighbours = { settleMs: SETTLE_MS, lateMs: config.redisUrl === null ? 0 : LATE_MS };
    const broadcast = {
      frame: (content: FrameContent) => {
        this.broadcastFrame(content);
      },
      metrics: (figures: Parameters<LiveFeed['show']>[0]) => {
        this.namespace?.local.to(LIVE_ROOM).emit('monitoring:security-metrics', figures);
      },
    };
    this.feed = new LiveFeed(broadcast, () => replay.fence());
  }

  attach(namespace: RealtimeNamespace): void {
    this.namespace = namespace;
  }

  /** Takes what was recorded, here or in another process, for the consoles of this one. */
  accept(events: readonly RecordedEvent[]): void {
    this.feed.accept(events);
  }

  /** Tells the consoles to load their lists again: more happened than could be handed to them. */
  tellOfGap(missed: number): void {
    const summary = { missed, truncated: true, sentAt: new Date().toISOString() };
    this.namespace?.local.to(LIVE_ROOM).emit('monitoring:summary', summary);
  }

  /** True where somebody watches. */
  get watched(): boolean {
    return this.feed.watched;
  }

  /**
   * Makes a socket a console; one that is a console already begins again.
   * @throws AppError FORBIDDEN without the permission, LIMIT_REACHED for one filter too many, VALIDATION_FAILED and
   * RANGE_OFF_BOUNDARY for a filter that says nothing; the driver's error when what it missed cannot be looked up
   */
  async join(socket: RealtimeSocket, { since, filter }: JoinMonitoring): Promise<Joined> {
    if (!socket.data.principal.permissions.includes('monitoring:read')) {
      throw new AppError('FORBIDDEN', 'Your role does not allow this.');
    }
    return await this.place(socket, sinceOf(since), filter);
  }

  /**
   * Gives a console another filter. It goes on from where it has been sent everything, so nothing is lost or doubled.
   * @throws AppError CONFLICT for a socket that is no console; as `join`
   */
  async refilter(socket: RealtimeSocket, { filter, since }: FilterMonitoring): Promise<Joined> {
    const positions = this.consoles.get(socket.id)?.positions;
    if (positions === undefined) throw new AppError('CONFLICT', 'Join the monitoring before you filter it.');
    const attempts = since ?? positions['monitoring:login-attempt'];
    return await this.place(socket, { ...positions, 'monitoring:login-attempt': attempts }, filter);
  }

  /** Takes a socket out of the desk; answers whether it was in it. */
  leave(socket: RealtimeSocket): boolean {
    const console = this.consoles.get(socket.id);
    if (console === undefined) return false;
    console.close();
    this.groups.leave(console.group);
    return this.consoles.delete(socket.id);
  }

  onApplicationShutdown(): void {
    clearInterval(this.ticker);
    for (const console of this.consoles.values()) console.close();
    this.consoles.clear();
    this.feed.stop();
  }

  private async place(socket: RealtimeSocket, since: Since, filter: LiveFilter | undefined): Promise<Joined> {
    // entered before the old place is given up: who is refused another filter stays where it is
    const group = this.groups.enter(filter === undefined ? null : this.replay.select(filter));
    const again = this.leave(socket);
    const console = new DeskConsole(this.feed, this.replay, this.linkOf(socket), group, this.neighbours);
    if (again) console.rest();
    this.consoles.set(socket.id, console);
    this.watch();
    const plan = await console.join(since);
    return {
      answer: { replayed: plan.count, truncated: plan.truncated, serverTime: new Date().toISOString() },
      begin: () => {
        console.begin(plan);
      },
    };
  }

  private linkOf(socket: RealtimeSocket): SocketLink {
    const link = this.links.get(socket) ?? new SocketLink(socket);
    this.links.set(socket, link);
    return link;
  }

  private broadcastFrame(content: FrameContent): void {
    if (this.namespace === null) return;
    const { local } = this.namespace;
    if (content.stream !== 'monitoring:login-attempt') {
      emitFrame(local.to(LIVE_ROOM), content, false);
      return;
    }
    for (const group of this.groups.all) {
      const kept = group.keep(content);
      if (kept !== null) emitFrame(local.to(attemptsRoom(group)), kept, false);
    }
  }

  private watch(): void {
    this.ticker ??= setInterval(() => {
      this.showPosition();
      void this.showMetrics();
    }, METRICS_MS).unref();
  }

  // everything up to it went out before this, on the same connections
  private showPosition(): void {
    if (this.consoles.size === 0) return;
    const upTo: PositionFrame['upTo'] = {};
    for (const stream of replayedStreams) upTo[stream] = this.feed.position(stream);
    this.namespace?.local.to(LIVE_ROOM).emit('monitoring:position', { upTo });
  }

  private async showMetrics(): Promise<void> {
    if (this.measuring || !this.feed.watched) return;
    this.measuring = true;
    try {
      this.feed.show(await this.metrics.read());
    } catch (error) {
      // the database is away: the next figures will tell
      this.logger.debug({ err: error }, 'no figures for the consoles');
    } finally {
      this.measuring = false;
    }
  }
}

function sinceOf(since: JoinMonitoring['since']): Since {
  if (typeof since !== 'string') return since ?? {};
  return Object.fromEntries(replayedStreams.map((stream) => [stream, since]));
}
