import type { Incident } from '@classy-book/contracts/incidents';
import { replayedStreams, streamEventSchemas } from '@classy-book/contracts/realtime';
import { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { SessionsService } from '../../../src/security/sessions/sessions.service.js';
import { ADMIN, eventually, startApp, type TestApp } from '../../support/app.js';
import { openBrowser, rawPost } from '../../support/browser.js';
import { ConsoleClient, recordAttempts } from './console-client.js';

let t: TestApp;
let token: string;
let sessionId: string;
let clients: ConsoleClient[] = [];

beforeAll(async () => {
  t = await startApp();
  const tokens = await t.signIn();
  token = tokens.accessToken;
  ({ sessionId } = tokens);
});
afterEach(() => {
  for (const client of clients) client.close();
  clients = [];
});
afterAll(async () => {
  await t.close();
});

const bus = () => t.app.get(EventBus, { strict: false });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function open(accessToken = token): Promise<ConsoleClient> {
  const client = await ConsoleClient.connect(t.url, accessToken);
  clients.push(client);
  return client;
}

async function storedIds(after: string): Promise<string[]> {
  const attempts = t.connection.collection('login_attempts') as unknown as mongo.Collection;
  const all = await attempts.find().sort({ _id: 1 }).project({ _id: 1 }).toArray();
  return all.map(({ _id }) => String(_id)).filter((id) => id > after);
}

const post = (path: string, body: object) =>
  supertest(t.url).post(`/api/v1/${path}`).set('Authorization', `Bearer ${token}`).send(body);

/** Signs in, refreshes, lets the successor window pass, and uses the first token again. */
async function replayCopiedToken(): Promise<void> {
  const browser = await openBrowser(t, '192.0.2.61');
  const copied = browser.cookies.get('classy_refresh') ?? '';
  await browser.post('/api/v1/auth/refresh');
  const past = { $set: { uses: [new Date(Date.now() - 31_000)] } };
  await t.connection.collection('sessions').updateOne({ _id: new mongo.ObjectId(copied.slice(0, 24)) }, past);
  const cookies = { classy_refresh: copied, classy_csrf: browser.cookies.get('classy_csrf') ?? '' };
  await rawPost(t, '/api/v1/auth/refresh', cookies, browser.cookies.get('XSRF-TOKEN') ?? '').expect(401);
}

describe('a console', () => {
  it('sees a real sign-in, its lock and its block at once, as the contract says', async () => {
    const client = await open();
    expect(await client.join()).toMatchObject({ ok: true, data: { replayed: 0, truncated: false } });
    for (let n = 0; n < 6; n += 1) {
      await supertest(t.url)
        .post('/api/v1/auth/login')
        .set('X-Forwarded-For', '192.0.2.60')
        .send({ email: 'target@example.org', password: 'x' });
    }
    await post('monitoring/unblock-ip', { address: '192.0.2.60' }).expect(200);
    await post('admin/accounts/unlock', { email: 'target@example.org' }).expect(200);
    await replayCopiedToken();
    await eventually(
      'an event of every stream',
      () => replayedStreams.every((stream) => client.ids(stream).length > 0),
      30_000,
    );
    await eventually('six attempts and the sign-in of the one whose token was copied', () => client.ids().length === 7);
    for (const { stream, frame } of client.frames) {
      expect(frame.replayed).toBe(false);
      expect(streamEventSchemas[stream].array().safeParse(frame.events).success).toBe(true);
    }
  });

  it('is told of a copied token with whom it concerns, also when it was away', async () => {
    const before = (await storedIds('')).at(-1) ?? '';
    await replayCopiedToken();
    const log = t.connection.collection('audit_logs');
    const isNew = { action: 'incident.changed', _id: { $gt: oid(before) } };
    await eventually('the incident', async () => (await log.countDocuments(isNew)) > 0, 30_000);
    const client = await open();
    await client.join({ 'monitoring:incident': before });
    await eventually('the replay', () => client.ids('monitoring:incident').length > 0);
    const [{ frame } = { frame: null }] = client.frames.filter(({ stream }) => stream === 'monitoring:incident');
    expect(frame?.replayed).toBe(true);
    const { incident } = (frame?.events.at(-1) ?? {}) as { incident?: Incident };
    expect(incident).toMatchObject({ severity: 'high', dryRun: false });
    expect(incident?.kinds).toContain('token_reuse');
    expect(incident?.accounts).toContain(ADMIN.email);
  });

  it('gets figures while it watches', async () => {
    const client = await open();
    await client.join();
    await eventually('figures', () => client.metricsFrames > 0, 5_000);
    await client.socket.emitWithAck('leave:monitoring', {});
    const count = client.metricsFrames;
    await recordAttempts(bus(), 3);
    await pause(2_500);
    expect(client.metricsFrames).toBe(count);
    expect(client.ids()).toEqual([]);
  });

  it('gets at most ten frames a second under load, and every event once', async () => {
    const client = await open();
    const quiet = await open();
    await Promise.all([client.join(), quiet.join()]);
    const start = (await storedIds('')).at(-1) ?? '';
    for (let n = 0; n < 60; n += 1) {
      await recordAttempts(bus(), 20);
      await pause(20);
    }
    const stored = await storedIds(start);
    expect(stored).toHaveLength(1_200);
    await eventually('all events', () => client.ids().length >= stored.length && quiet.ids().length >= stored.length);
    expect(client.ids()).toEqual(stored);
    expect(quiet.ids()).toEqual(stored);
    const times = client.frames.map(({ frame }) => Date.parse(frame.sentAt));
    // the stamp is a whole number of milliseconds
    for (const from of times)
      expect(times.filter((at) => at >= from && at < from + 998).length).toBeLessThanOrEqual(10);
  });

  it('that is cut off again and again under load gets every event exactly once', async () => {
    let client = await open();
    await client.join();
    const start = (await storedIds('')).at(-1) ?? '';
    const got: string[] = [];
    let loading = true;
    const load = (async () => {
      for (let n = 0; n < 80; n += 1) {
        await recordAttempts(bus(), 10);
        await pause(15);
      }
      loading = false;
    })();
    let cuts = 0;
    const running = () => loading;
    while (running()) {
      await pause(150 + (cuts % 4) * 60);
      client.cut();
      await pause(20 + (cuts % 3) * 80);
      got.push(...client.ids());
      const last = got.at(-1) ?? start;
      client = await open();
      expect(await client.join({ 'monitoring:login-attempt': last })).toMatchObject({ ok: true });
      cuts += 1;
    }
    await load;
    const stored = await storedIds(start);
    await eventually('all events', () => got.length + client.ids().length >= stored.length);
    await pause(300);
    expect([...got, ...client.ids()]).toEqual(stored);
    expect(cuts).toBeGreaterThan(4);
  });

  it('reads what it missed with the frames and the number that the answer announced', async () => {
    const start = (await storedIds('')).at(-1) ?? '';
    await recordAttempts(bus(), 1_234);
    const client = await open();
    const answer = await client.join({ 'monitoring:login-attempt': start });
    expect(answer).toMatchObject({ ok: true, data: { replayed: 1_234, truncated: false } });
    await eventually('the replay', () => client.ids().length === 1_234);
    const sizes = client.frames.map(({ frame }) => frame.events.length);
    expect(sizes.every((size) => size <= 500)).toBe(true);
    expect(client.frames.every(({ frame }) => frame.replayed)).toBe(true);
    expect(client.ids()).toEqual(await storedIds(start));
  });

  it('may join again on the same socket', async () => {
    const client = await open();
    await client.join();
    await recordAttempts(bus(), 5);
    await eventually('the events', () => client.ids().length === 5);
    await client.join({ 'monitoring:login-attempt': client.ids().at(-1) });
    await recordAttempts(bus(), 5);
    await eventually('the next events', () => client.ids().length === 10);
    await pause(300);
    expect(new Set(client.ids()).size).toBe(10);
  });
});

describe('a console that does not read', () => {
  it('costs the server no memory without bound, and gets everything when it reads again', async () => {
    const slow = await open();
    const quick = await open();
    await Promise.all([slow.join(), quick.join()]);
    const start = (await storedIds('')).at(-1) ?? '';
    // the network between the two stops taking data
    const { transport } = slow.socket.io.engine as unknown as { transport: { ws: { pause(): void; resume(): void } } };
    transport.ws.pause();
    for (let n = 0; n < 90; n += 1) {
      await recordAttempts(bus(), 100, `Mozilla/5.0 ${'x'.repeat(480)}`);
      await pause(40);
    }
    const stored = await storedIds(start);
    await eventually('all events at the quick one', () => quick.ids().length >= stored.length, 20_000);
    transport.ws.resume();
    await eventually('all events at the slow one', () => slow.ids().length >= stored.length, 20_000);
    await pause(300);
    expect(slow.ids()).toEqual(stored);
    expect(slow.summaries.length).toBeGreaterThan(0);
    expect(slow.frames.some(({ frame }) => frame.replayed)).toBe(true);
    expect(quick.summaries).toEqual([]);
  });
});

describe('a socket', () => {
  it('is told and dropped at once when its session ends, and those of other sessions stay', async () => {
    await t.addAccount('leaver@example.org', 'admin');
    const { accessToken } = await t.signIn('leaver@example.org', undefined, '192.0.2.30');
    const leaving = await open(accessToken);
    const staying = await open();
    await Promise.all([leaving.join(), staying.join()]);
    await post('admin/accounts/end-sessions', { email: 'leaver@example.org' }).expect(200);
    await eventually('the end of the connection', () => leaving.disconnected !== null, 1_000);
    expect(leaving.revoked).toEqual(['revoked']);
    const count = leaving.ids().length;
    await recordAttempts(bus(), 3);
    await eventually('the events at the other', () => staying.ids().length >= 3);
    expect(leaving.ids()).toHaveLength(count);
    expect(staying.socket.connected).toBe(true);
  });

  it('is dropped when its account is locked', async () => {
    await t.addAccount('locked@example.org', 'admin');
    const { accessToken } = await t.signIn('locked@example.org', undefined, '192.0.2.31');
    const client = await open(accessToken);
    await post('admin/accounts/lock', { email: 'locked@example.org', reason: 'test', durationMinutes: 5 }).expect(200);
    await eventually('the end of the connection', () => client.disconnected !== null, 1_000);
    expect(client.revoked).toEqual(['locked']);
  });

  it('is dropped within seconds when the command line ended its session from another process', async () => {
    await t.addAccount('elsewhere@example.org', 'admin');
    const { accessToken, sessionId: other } = await t.signIn('elsewhere@example.org', undefined, '192.0.2.32');
    const client = await open(accessToken);
    // what another process leaves in the database
    await t.connection
      .collection('sessions')
      .updateOne({ _id: oid(other) }, { $set: { revokedAt: new Date(), revokeReason: 'revoked' } });
    await t.connection
      .collection('change_signals')
      .updateOne({ _id: 'access' as never }, { $inc: { version: 1 } }, { upsert: true });
    await eventually('the end of the connection', () => client.disconnected !== null, 5_000);
    expect(client.revoked).toEqual(['revoked']);
  });

  it('leaves the desk when its role loses the permission, and stays connected', async () => {
    await t.addAccount('demoted@example.org', 'admin');
    const { accessToken, user } = await t.signIn('demoted@example.org', undefined, '192.0.2.33');
    const client = await open(accessToken);
    await client.join();
    await t.connection.collection('users').updateOne({ email: 'demoted@example.org' }, { $set: { role: 'user' } });
    const change = { change: 'password_reset', userId: user.id, email: user.email, role: 'user' } as const;
    await bus().publish('account.administered', {
      ...change,
      actor: { kind: 'cli' },
      origin: { ipAddress: null, userAgent: '', requestId: '' },
    });
    await eventually('the loss', () => client.left.length === 1, 2_000);
    await recordAttempts(bus(), 3);
    await pause(300);
    expect(client.ids()).toEqual([]);
    expect(client.socket.connected).toBe(true);
    expect(await client.join()).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  it('of this session is dropped by signing out', async () => {
    const client = await open();
    const sessions = t.app.get(SessionsService, { strict: false });
    const session = await sessions.findLiving(sessionId);
    if (session === null) throw new Error('the session is gone');
    await sessions.end(session, 'signed_out', { kind: 'system' }, { ipAddress: null, userAgent: '', requestId: '' });
    await eventually('the end of the connection', () => client.disconnected !== null, 1_000);
    expect(client.revoked).toEqual(['signed_out']);
  });
});

const oid = (id: string): mongo.ObjectId => t.connection.base.mongo.ObjectId.createFromHexString(id);
