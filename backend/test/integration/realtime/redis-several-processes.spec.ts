import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { eventually, scratchUri, startApp, type TestApp } from '../../support/app.js';
import { redisBinary, RedisServer } from '../../support/redis-server.js';
import { ConsoleClient, recordAttempts } from './console-client.js';

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
    await b.close();
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
      await eventually('all events', () => console.ids().length >= 400);
      expect([...console.ids()].sort()).toEqual(stored);
      console.close();
    }
  });

  it('replay to a console of one what was recorded by the other, without doubles', async () => {
    const start = (await ids()).at(-1) ?? '';
    const recording = recordAttempts(a.app.get(EventBus, { strict: false }), 300);
    const console = await ConsoleClient.connect(b.url, token);
    await console.join(start);
    await recording;
    await eventually('all events', () => console.ids().length >= 300);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect([...console.ids()].sort()).toEqual((await ids()).filter((id) => id > start));
    console.close();
  });

  it('go on by themselves while Redis is away, and together again when it is back', async () => {
    const console = await ConsoleClient.connect(b.url, token);
    await console.join();
    await redis.stop();
    await recordAttempts(b.app.get(EventBus, { strict: false }), 5);
    await eventually('the events of its own process', () => console.ids().length === 5);
    await redis.start();
    await eventually('an event of the other process', async () => {
      await recordAttempts(a.app.get(EventBus, { strict: false }), 1);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return console.ids().length > 5;
    });
    console.close();
  });
});
