import type { INestApplication } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import type { Server, ServerOptions } from 'socket.io';
import { isAllowedOrigin } from '../../common/http/allowed-origin.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

const MAX_MESSAGE_BYTES = 16_384;
const MAX_CONNECTIONS = 25_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Socket.IO as this product runs it: small messages only, a limit on connections, and with Redis rooms that reach over
 * all processes. `app.useWebSocketAdapter(new SocketAdapter(app))` comes before the application listens.
 */
export class SocketAdapter extends IoAdapter {
  private readonly log = new Logger(SocketAdapter.name);
  private readonly config: AppConfig;
  private readonly clients: Redis[] = [];

  constructor(app: INestApplication) {
    super(app);
    this.config = app.get<AppConfig>(APP_CONFIG);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    let server: Server | null = null;
    const hasRoom = (): boolean => (server?.engine.clientsCount ?? 0) < MAX_CONNECTIONS;
    server = super.createIOServer(port, { ...options, ...this.serverOptions(hasRoom) } as ServerOptions);
    const { redisUrl } = this.config;
    if (redisUrl !== null) {
      // nothing is queued for a Redis that is away: the queue would have no limit, and a session that ended meanwhile is
      // noticed by the other processes without it
      server.adapter(createAdapter(this.connect(redisUrl, false), this.connect(redisUrl, true)));
    }
    return server;
  }

  override async close(server: Server): Promise<void> {
    // the rooms take leave of Redis, and would wait without end for one that is away
    for (const client of this.clients) if (client.status !== 'ready') client.disconnect();
    await super.close(server);
  }

  override async dispose(): Promise<void> {
    for (const client of this.clients) client.disconnect();
    await super.dispose();
  }

  private serverOptions(hasRoom: () => boolean): Partial<ServerOptions> {
    return {
      serveClient: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      connectTimeout: CONNECT_TIMEOUT_MS,
      perMessageDeflate: false,
      httpCompression: false,
      cors: {
        origin: (origin: string | undefined, answer: (error: Error | null, allow: boolean) => void) => {
          answer(null, origin !== undefined && isAllowedOrigin(origin, undefined, this.config));
        },
      },
      allowRequest: (_request, decide) => {
        decide(null, hasRoom());
      },
    };
  }

  private connect(url: string, enableOfflineQueue: boolean): Redis {
    const redis = new RoomsRedis(url, { maxRetriesPerRequest: null, enableOfflineQueue });
    redis.on('error', (error: Error) => {
      this.log.warn({ err: error }, 'Redis is away: rooms end at this process until it is back');
    });
    this.clients.push(redis);
    return redis;
  }
}

/** The adapter waits for the answers of none of its commands: one that fails with the connection must not end the process. */
class RoomsRedis extends Redis {
  override sendCommand(...parameters: Parameters<Redis['sendCommand']>): unknown {
    const answer = super.sendCommand(...parameters);
    if (answer instanceof Promise) answer.catch(() => undefined);
    return answer;
  }
}
