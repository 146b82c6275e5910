import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  type EventFrame,
  replayedStreams,
  type ReplayedStream,
  type StreamEvents,
} from '@classy-book/contracts/realtime';
import { type Connection, createConnection } from 'mongoose';
import { io, type Socket } from 'socket.io-client';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, eventually, scratchUri } from '../../support/app.js';
import { Balancer } from '../../support/balancer.js';
import { redisBinary, RedisServer } from '../../support/redis-server.js';
import { ServerProcess } from '../../support/server-process.js';

type Since = Partial<Record<ReplayedStream, string>>;
const ATTEMPTS = 'monitoring:login-attempt';

/** A console as the pages have it: it comes back by itself with where it stands, and shows each event once. */
class Console {
  readonly shown = new Set<string>();
  joins = 0;
  private readonly since: Since = {};
  private readonly socket: Socket;

  constructor(url: string, token: string, filter: object) {
    const options = { transports: ['websocket'], forceNew: true, reconnectionDelay: 100, reconnectionDelayMax: 300 };
    this.socket = io(`${url}/realtime`, { ...options, auth: { token } });
    for (const stream of replayedStreams) {
      this.socket.on(stream, ({ events }: EventFrame<StreamEvents[ReplayedStream]>) => {
        for (const { id } of events) this.advance(stream, id);
        if (stream === ATTEMPTS) for (const { id } of events) this.shown.add(id);
      });
    }
    this.socket.on('monitoring:position', ({ upTo }: { upTo: Since }) => {
      for (const stream of replayedStreams) this.advance(stream, upTo[stream] ?? '');
    });
    this.socket.on('connect', () => {
      this.socket.emit('join:monitoring', { since: this.since, filter }, ({ ok }: { ok: boolean }) => {
        if (ok) this.joins += 1;
        else this.socket.disconnect().connect();
      });
    });
  }

  close(): void {
    this.socket.disconnect();
  }

  private advance(stream: ReplayedStream, id: string): void {
    if (id > (this.since[stream] ?? '')) this.since[stream] = id;
  }
}

describe.skipIf(redisBinary === null)('two processes behind a proxy with Redis', () => {
  const redis = new RedisServer();
  const uri = scratchUri();
  let database: Connection;
  let processes: readonly ServerProcess[] = [];
  let balancer: Balancer | null = null;

  beforeAll(async () => {
    await redis.start();
    database = await createConnection(uri).asPromise();
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const shared = {
      ...{ MONGODB_URI: uri, REDIS_URL: redis.url, PUBLIC_URL: 'http://classy.test' },
      ...{ APP_SECRET: randomBytes(32).toString('hex'), AUDIT_KEY: randomBytes(32).toString('hex') },
      JWT_PRIVATE_KEY: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    processes = [new ServerProcess(shared), new ServerProcess(shared)];
    await Promise.all(
      processes.map(async (process) => {
        await process.start();
      }),
    );
    balancer = new Balancer(processes.map(({ url }) => Number(new URL(url).port)));
    await balancer.open();
  }, 150_000);
  afterAll(async () => {
    await balancer?.close();
    for (const process of processes) await process.dispose();
    await database.dropDatabase();
    await database.close();
    await redis.stop();
  });

  const stored = async (query: object = {}): Promise<string[]> => {
    const found = await database
      .collection('login_attempts')
      .find(query)
      .sort({ _id: 1 })
      .project({ _id: 1 })
      .toArray();
    return found.map(({ _id }) => String(_id));
  };

  it('lose nothing when one of them is killed in the middle of an attack: its consoles go on at the other one', async () => {
    const [dying, staying] = processes;
    const url = balancer?.url ?? '';
    const signedIn = await supertest(url).post('/api/v1/auth/login').send(ADMIN);
    const token = String(signedIn.body.data.accessToken);
    const start = (await stored()).at(-1) ?? '';
    const narrow = { email: 'target1@example.org' };
    const consoles = [{}, {}, {}, {}, narrow, narrow].map((filter) => new Console(url, token, filter));
    await eventually('all consoles', () => consoles.every(({ joins }) => joins === 1));

    const targets = new Set([dying?.url ?? '', staying?.url ?? '']);
    const attack = async (target: string, guess: number): Promise<void> => {
      while (targets.has(target)) {
        const email = `target${String(guess % 2)}@example.org`;
        const request = supertest(target).post('/api/v1/auth/login').set('X-Forwarded-For', '203.0.113.7');
        // refused before the password is looked at, after the first few; what hits the dying process gets no answer
        await request.send({ email, password: 'x' }).catch(() => null);
      }
    };
    const attackers = [...targets].flatMap((url) =>
      [0, 1, 2].map(async (guess) => {
        await attack(url, guess);
      }),
    );
    await eventually('an attack at full speed', async () => (await stored()).length > 150, 30_000);
    targets.delete(dying?.url ?? '');
    await dying?.kill();
    const atDeath = (await stored()).length;
    await eventually('the attack to go on', async () => (await stored()).length > atDeath + 100, 30_000);
    targets.clear();
    await Promise.all(attackers);

    const all = (await stored()).filter((id) => id > start);
    const some = (await stored(narrow)).filter((id) => id > start);
    expect(some.length).toBeGreaterThan(0);
    for (const [index, console] of consoles.entries()) {
      const expected = index < 4 ? all : some;
      await eventually('every attempt', () => expected.every((id) => console.shown.has(id)), 20_000);
      expect([...console.shown].filter((id) => id > start).sort()).toEqual(expected);
    }
    expect(consoles.filter(({ joins }) => joins > 1).length).toBeGreaterThanOrEqual(2);
    for (const console of consoles) console.close();
  }, 90_000);
});
