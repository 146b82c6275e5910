import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { eventually, type TestApp } from '../../support/app.js';
import { type AppBehindProxy, PATIENCE_MS, startAppBehindProxy } from '../../support/app-behind-proxy.js';
import type { TcpProxy } from '../../support/tcp-proxy.js';
import { ConsoleClient, recordAttempts } from '../realtime/console-client.js';

let t: TestApp;
let proxy: TcpProxy;
let behind: AppBehindProxy;
let token: string;

beforeAll(async () => {
  behind = await startAppBehindProxy();
  ({ app: t, proxy } = behind);
  token = (await t.signIn()).accessToken;
});
afterAll(async () => {
  await behind.close();
});

const ROUTES = [
  'login-attempts',
  'login-attempts/export',
  'timeline',
  'timeline?from=2026-11-01T00:00:00Z',
  'security-metrics',
  'addresses/summary?address=203.0.113.7',
  'accounts/summary?email=a@example.org',
];
const get = (path: string) =>
  supertest(t.url).get(`/api/v1/monitoring/${path}`).set('Authorization', `Bearer ${token}`);
const bus = () => t.app.get(EventBus, { strict: false });

async function expectUnavailable(): Promise<void> {
  const answers = await Promise.all(ROUTES.map(async (path) => await get(path).timeout(PATIENCE_MS)));
  expect(answers.map(({ status }, n) => [ROUTES[n], status])).toEqual(ROUTES.map((path) => [path, 503]));
  const start = performance.now();
  await expect(recordAttempts(bus(), 50)).rejects.toThrow();
  expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
}

async function expectRecovery(): Promise<void> {
  for (const path of ROUTES) await eventually(`${path} to work again`, async () => (await get(path)).status === 200);
  await eventually('recording to work again', async () => {
    return await recordAttempts(bus(), 1).then(
      () => true,
      () => false,
    );
  });
}

describe('the desk, when its database goes away', () => {
  it('says so in good time on every route, and to the publishers, and works again by itself', async () => {
    await proxy.cut();
    await expectUnavailable();
    await proxy.open();
    await expectRecovery();
  });

  it('does the same when the database hangs', async () => {
    // until the figures of a moment ago are no longer good
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    proxy.freeze();
    await expectUnavailable();
    proxy.thaw();
    await expectRecovery();
  });

  it('keeps its consoles, refuses a join in words, and shows every recorded attempt once when it is back', async () => {
    const console = await ConsoleClient.connect(t.url, token);
    await console.join();
    const newest = await t.connection.collection('login_attempts').find().sort({ _id: -1 }).limit(1).toArray();
    const start = newest[0]?._id.toHexString() ?? '';
    await recordAttempts(bus(), 5);
    const load = (async () => {
      for (let n = 0; n < 60; n += 1) {
        await Promise.allSettled([recordAttempts(bus(), 3), new Promise((resolve) => setTimeout(resolve, 50))]);
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 500));
    proxy.freeze();
    const other = await ConsoleClient.connect(t.url, token);
    expect(await other.join(start)).toMatchObject({ ok: false, error: { code: 'SERVICE_UNAVAILABLE' } });
    proxy.thaw();
    await load;
    await expectRecovery();
    const stored = await t.connection.collection('login_attempts').find().sort({ _id: 1 }).toArray();
    const ids = stored.map(({ _id }) => _id.toHexString()).filter((id) => id > start);
    await eventually('all events', () => console.ids().length >= ids.length);
    expect(console.ids()).toEqual(ids);
    other.close();
    console.close();
  });
});
