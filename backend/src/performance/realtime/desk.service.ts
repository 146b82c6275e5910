import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { JoinedMonitoring, JoinMonitoring } from '@classy-book/contracts/realtime';
import { replayedStreams } from '@classy-book/contracts/realtime';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import { AppError } from '../../common/response/app-error.js';
import { SecurityMetricsService } from '../../monitoring/metrics/security-metrics.service.js';
import { ReplayService } from '../../monitoring/replay/replay.service.js';
import { DeskConsole, type Since } from './desk-console.js';
import { LiveFeed } from './live-feed.js';
import type { FrameContent } from './pending-events.js';
import { LIVE_ROOM, type RealtimeNamespace, type RealtimeSocket } from './realtime-socket.js';
import { emitFrame, SocketLink } from './socket-link.js';

const METRICS_MS = 2_000;
// events of other processes come over Redis at once, those of the command line when it is looked for them
const SETTLE_MS = 2_000;

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
  private readonly feed: LiveFeed;
  private namespace: RealtimeNamespace | null = null;
  private ticker: NodeJS.Timeout | undefined;
  private measuring = false;

  constructor(
    private readonly replay: ReplayService,
    private readonly metrics: SecurityMetricsService,
  ) {
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

  /**
   * Makes a socket a console; one that is a console already begins again.
   * @throws AppError FORBIDDEN without the permission; the driver's error when what it missed cannot be looked up
   */
  async join(socket: RealtimeSocket, { since }: JoinMonitoring): Promise<Joined> {
    if (!socket.data.principal.permissions.includes('monitoring:read')) {
      throw new AppError('FORBIDDEN', 'Your role does not allow this.');
    }
    const again = this.leave(socket);
    const console = new DeskConsole(this.feed, this.replay, this.linkOf(socket), SETTLE_MS);
    if (again) console.rest();
    this.consoles.set(socket.id, console);
    this.watch();
    const plan = await console.join(sinceOf(since));
    return {
      answer: { replayed: plan.count, truncated: plan.truncated, serverTime: new Date().toISOString() },
      begin: () => {
        console.begin(plan);
      },
    };
  }

  /** Takes a socket out of the desk; answers whether it was in it. */
  leave(socket: RealtimeSocket): boolean {
    const console = this.consoles.get(socket.id);
    console?.close();
    return this.consoles.delete(socket.id);
  }

  onApplicationShutdown(): void {
    clearInterval(this.ticker);
    for (const console of this.consoles.values()) console.close();
    this.consoles.clear();
    this.feed.stop();
  }

  private linkOf(socket: RealtimeSocket): SocketLink {
    const link = this.links.get(socket) ?? new SocketLink(socket);
    this.links.set(socket, link);
    return link;
  }

  private broadcastFrame(content: FrameContent): void {
    if (this.namespace !== null) emitFrame(this.namespace.local.to(LIVE_ROOM), content, false);
  }

  private watch(): void {
    this.ticker ??= setInterval(() => void this.showMetrics(), METRICS_MS).unref();
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
