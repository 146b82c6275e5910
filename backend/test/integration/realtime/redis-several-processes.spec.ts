import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { eventually, scratchUri, startApp, type TestApp } from '../../support/app.js';
import { redisBinary, RedisServer } from '../../support/redis-server.js';
import { ConsoleClient, recordAttempts } from './console-client.js';

const oid = (id: string) => Types.ObjectId.createFromHexString(id);
const idBetween = (one: string, other: string) =>
  ((BigInt(`0x${one}`) + BigInt(`0x${other}`)) / 2n).toString(16).padStart(24, '0');

/** The ids behind `start` that a console was sent, each once: what other processes did lately is sent again. */
const once = (console: ConsoleClient, start: string) => [...new Set(console.ids())].filter((id) => id > start).sort();

describe.skipIf(redisBinary === null)('the streams of two processes with Redis', () => {
  const redis = new RedisServer();
  const dataDir = mkdtempSync(join(tmpdir(), 'classy-two-'));
  let a: TestApp;
  let b: TestApp;
  let token: string;

  beforeAll(async () => {
    await redis.start();
    const shared = { MONGODB_URI: scratchUri(), DATA_DIR: dataDir, REDIS_URL: redis.url };
    a = await startApp(shared);
    b = await startApp(shared);
    token = (await a.signIn()).accessToken;
  });
  afterAll(async () => {
    await a.close();
    await redis.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ids = async () => {
    const all = await a.connection.collection('login_attempts').find().sort({ _id: 1 }).toArray();
    return all.map(({ _id }) => _id.toHexString());
  };

  it('show the consoles of each the events of both, once', async () => {
    const consoles = [await ConsoleClient.connect(a.url, token), await ConsoleClient.connect(b.url, token)];
    const start = (await ids()).at(-1) ?? '';
    for (const console of consoles) expect(await console.join(start)).toMatchObject({ ok: true });
    for (let n = 0; n < 20; n += 1) {
      await Promise.all([a, b].map((t) => recordAttempts(t.app.get(EventBus, { strict: false }), 10)));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const stored = (await ids()).filter((id) => id > start);
    expect(stored).toHaveLength(400);
    for (const console of consoles) {
      await eventually('all events', () => once(console, start).length >= 400);
      expect(once(console, start)).toEqual(stored);
      console.close();
    }
  });

  it('replay to a console of one what was recorded by the other, without doubles', async () => {
    const start = (await ids()).at(-1) ?? '';
    const recording = recordAttempts(a.app.get(EventBus, { strict: false }), 300);
    const console = await ConsoleClient.connect(b.url, token);
    await console.join(start);
    await recording;
    await eventually('all events', () => once(console, start).length >= 300);
    expect(once(console, start)).toEqual((await ids()).filter((id) => id > start));
    // the messages of what was replayed bring nothing twice, however late they come
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(console.ids().filter((id) => id > start)).toHaveLength(300);
    console.close();
  });

  it('show what another process recorded while Redis was away, each event once, and stay together afterwards', async () => {
    const console = await ConsoleClient.connect(b.url, token);
    await console.join();
    await redis.stop();
    const start = (await ids()).at(-1) ?? '';
    await Promise.all([a, b].map((t) => recordAttempts(t.app.get(EventBus, { strict: false }), 5)));
    await eventually('the events of both processes', () => console.ids().length >= 10, 20_000);
    await redis.start();
    await eventually('an event that was told at once', async () => {
      const count = console.ids().length;
      await recordAttempts(a.app.get(EventBus, { strict: false }), 1);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return console.ids().length === count + 1;
    });
    await eventually('all events', async () => console.ids().length >= (await ids()).filter((id) => id > start).length);
    expect([...console.ids()].sort()).toEqual((await ids()).filter((id) => id > start));
    console.close();
  });

  it('show an event that came into the log late, under an id that the console has passed', async () => {
    const console = await ConsoleClient.connect(b.url, token);
    await console.join();
    const newest = (await ids()).at(-1) ?? '';
    const known = await a.connection.collection('login_attempts').findOne({ _id: oid(newest) });
    await recordAttempts(b.app.get(EventBus, { strict: false }), 1);
    await eventually('an event with a greater id', () => console.ids().length === 1);
    // what a process leaves that dies before it has told anybody
    const late = idBetween(newest, console.ids()[0] ?? '');
    await a.connection.collection('login_attempts').insertOne({ ...known, _id: oid(late) });
    await eventually('the late one', () => console.ids().includes(late), 20_000);
    const again = await ConsoleClient.connect(a.url, token);
    await again.join(console.since(newest));
    await eventually('both', () => [late, console.ids()[0] ?? ''].every((id) => again.ids().includes(id)));
    expect(new Set(console.ids()).size).toBe(console.ids().length);
    for (const client of [console, again]) client.close();
  });

  it('end in time also where Redis is away, and fail at nothing', async () => {
    await redis.stop();
    await b.close();
  });
});
