import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, eventually, type TestApp } from '../../support/app.js';
import { type AppBehindProxy, PATIENCE_MS, startAppBehindProxy } from '../../support/app-behind-proxy.js';
import type { TcpProxy } from '../../support/tcp-proxy.js';
import { TusClient } from '../../support/tus-client.js';

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

const routes: [string, () => supertest.Test][] = [
  ['signing in', () => supertest(t.url).post('/api/v1/auth/login').send(ADMIN)],
  ['a list', () => supertest(t.url).get('/api/v1/monitoring/login-attempts').set('Authorization', `Bearer ${token}`)],
  [
    'the blocked addresses',
    () => supertest(t.url).get('/api/v1/monitoring/blocked-ips').set('Authorization', `Bearer ${token}`),
  ],
  [
    'the locked accounts',
    () => supertest(t.url).get('/api/v1/admin/accounts/locked').set('Authorization', `Bearer ${token}`),
  ],
  [
    'blocking an address',
    () =>
      supertest(t.url)
        .post('/api/v1/monitoring/block-ip')
        .set('Authorization', `Bearer ${token}`)
        .send({ address: '203.0.113.9', reason: 'test', durationMinutes: 5 }),
  ],
  ['readiness', () => supertest(t.url).get('/api/v1/health/ready')],
];

async function expectUnavailable(): Promise<void> {
  for (const [name, call] of routes) {
    const answer = await call().timeout(PATIENCE_MS);
    expect([name, answer.status]).toEqual([name, 503]);
    if (name !== 'readiness') expect(answer.body.error.code).toBe('SERVICE_UNAVAILABLE');
    expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|127\.0\.0\.1:\d|Mongo/);
  }
}

async function expectRecovery(): Promise<void> {
  await eventually('the process to work again by itself', async () => {
    const answer = await supertest(t.url).post('/api/v1/auth/login').send(ADMIN);
    return answer.status === 200;
  });
}

describe('a database that goes away', () => {
  it('is answered with 503 in good time on every route that needs it, and used again when it returns', async () => {
    await proxy.cut();
    await expectUnavailable();
    expect((await supertest(t.url).get('/api/v1/health/live')).status).toBe(200);
    await proxy.open();
    await expectRecovery();
  });

  it('is the end of a piece of an upload, and of nothing that had arrived', async () => {
    const bytes = Buffer.alloc(200_000, 'text\n');
    const client = new TusClient(t.url, (await t.signIn()).accessToken);
    const course = supertest(t.url).post('/api/v1/teach/courses').set('Authorization', `Bearer ${client.token}`);
    const { body } = await course.send({ title: 'Letters' });
    const about = { purpose: 'document', courseId: (body as { data: { id: string } }).data.id, name: 'letter.txt' };
    const id = await client.begin(bytes.length, about);
    const open = client.begun(id, 0, bytes.subarray(0, 90_000), bytes.length);
    await eventually('bytes have arrived', async () => (await client.received(id)) === 90_000);
    await proxy.cut();
    open.finish(bytes.subarray(90_000));
    expect(await open.ended).toBe(503);
    await proxy.open();
    await expectRecovery();
    expect((await client.head(id)).offset).toBe(bytes.length);
    expect((await client.complete(id)).body.data?.state).toBe('stored');
  });

  it('does the same when it hangs instead', async () => {
    proxy.freeze();
    await expectUnavailable();
    proxy.thaw();
    await expectRecovery();
  });
});
