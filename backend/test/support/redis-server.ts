import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';

/** The `redis-server` of this machine; null where there is none, and tests that need it are skipped loudly. */
export const redisBinary: string | null =
  [process.env['REDIS_SERVER_PATH'] ?? '', '/usr/bin/redis-server', '/usr/local/bin/redis-server'].find(
    (path) => path !== '' && existsSync(path),
  ) ?? null;

/** A Redis of its own for one test file, which can be ended and started again on the same port. */
export class RedisServer {
  private child: ChildProcess | null = null;
  private port = 0;

  get url(): string {
    return `redis://127.0.0.1:${String(this.port)}`;
  }

  async start(): Promise<void> {
    if (redisBinary === null) throw new Error('there is no redis-server');
    if (this.port === 0) this.port = await freePort();
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.child = spawn(redisBinary, options, { stdio: 'ignore' });
    const probe = new Redis(this.url, { retryStrategy: () => 50, maxRetriesPerRequest: 100 });
    probe.on('error', () => undefined);
    await probe.ping();
    probe.disconnect();
  }

  async stop(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child?.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
