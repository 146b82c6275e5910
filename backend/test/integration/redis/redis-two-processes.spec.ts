import type { EventFrame } from '@classy-book/contracts/realtime';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import type { Notification } from '@classy-book/contracts/notifications';
import { Types } from 'mongoose';
import { io, type Socket } from 'socket.io-client';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_ORIGIN } from '../../../src/common/events/actor.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { FindingsPort } from '../../../src/monitoring/incidents/findings.port.js';
import { type Browser, openBrowser } from '../../support/browser.js';
import { ADMIN, eventually, scratchUri, startApp, type TestApp } from '../../support/app.js';
import { redisBinary, RedisServer } from '../../support/redis-server.js';
import { ServerProcess } from '../../support/server-process.js';
import { entity, finding } from '../incidents/findings.js';

// a in this process, b in another: both on one database and one Redis
describe.skipIf(redisBinary === null)('two processes with Redis', () => {
  let redis: RedisServer;
  let a: TestApp;
  let b: ServerProcess;
  let token: string;
  let socket: Socket;
  const seenOnB: LoginAttempt[] = [];

  beforeAll(async () => {
    redis = new RedisServer();
    await redis.start();
    const shared = { MONGODB_URI: scratchUri(), REDIS_URL: redis.url, PUBLIC_URL: 'http://classy.test' };
    a = await startApp(shared);
    const { app, audit, jwtPrivateKeyPem } = a.config.secrets;
    b = new ServerProcess({ ...shared, APP_SECRET: app, AUDIT_KEY: audit, JWT_PRIVATE_KEY: jwtPrivateKeyPem });
    await b.start();
    token = (await a.signIn()).accessToken;
    socket = io(`${b.url}/realtime`, { auth: { token }, transports: ['websocket'] });
    socket.on('monitoring:login-attempt', (frame: EventFrame<LoginAttempt>) => seenOnB.push(...frame.events));
    await new Promise((joined) => socket.on('connect', () => socket.emit('join:monitoring', {}, joined)));
  }, 90_000);

  afterAll(async () => {
    socket.disconnect();
    await b.dispose();
    await a.close();
    await redis.stop();
  });

  const refreshOn = async (url: string, browser: Browser, token: string) =>
    await supertest(url)
      .post('/api/v1/auth/refresh')
      .set('Cookie', `classy_refresh=${token}; classy_csrf=${browser.cookies.get('classy_csrf') ?? ''}`)
      .set('X-XSRF-TOKEN', browser.cookies.get('XSRF-TOKEN') ?? '');
  const on = (url: string) => ({
    me: (accessToken: string) => supertest(url).get('/api/v1/auth/me').set('Authorization', `Bearer ${accessToken}`),
    post: (path: string, body: object, accessToken = token) =>
      supertest(url).post(`/api/v1/${path}`).set('Authorization', `Bearer ${accessToken}`).send(body),
  });

  it('say that Redis is up', async () => {
    const { body } = await supertest(a.url).get('/api/v1/health/ready');
    expect(body.data.checks).toContainEqual(expect.objectContaining({ name: 'redis', status: 'up' }));
  });

  it('show a console on one of them what happens on the other, each attempt once', async () => {
    const emails = Array.from({ length: 20 }, (_, index) => `across${String(index)}@example.org`);
    for (const [index, email] of emails.entries()) {
      await supertest(a.url)
        .post('/api/v1/auth/login')
        .set('X-Forwarded-For', `203.0.113.${String(index + 1)}`)
        .send({ email, password: 'x' });
    }
    await eventually('the attempts on the other process', () => seenOnB.length >= emails.length);
    expect(seenOnB.map((attempt) => attempt.email)).toEqual(emails);
  });

  it('count the failures of an account together', async () => {
    const outcomes: number[] = [];
    for (let guess = 0; guess < 8; guess += 1) {
      const url = guess % 2 === 0 ? a.url : b.url;
      const answer = await supertest(url)
        .post('/api/v1/auth/login')
        .set('X-Forwarded-For', `198.51.100.${String(guess + 1)}`)
        .send({ email: 'shared@example.org', password: 'x' });
      outcomes.push(answer.status);
    }
    expect(outcomes).toEqual([401, 401, 401, 401, 429, 429, 429, 429]);
  });

  it('keep an address out everywhere that was blocked on one of them', async () => {
    const block = { address: '198.51.100.99', reason: 'test', durationMinutes: 5 };
    expect((await on(a.url).post('monitoring/block-ip', block)).status).toBeLessThan(300);
    await eventually('the block on the other process', async () => {
      const answer = await supertest(b.url).get('/api/v1/health/live').set('X-Forwarded-For', block.address);
      return answer.status === 403;
    });
  });

  it('end a session everywhere, and its sockets, when it is ended on one of them', async () => {
    await a.addAccount('second-admin@example.org', 'admin');
    const second = (await a.signIn('second-admin@example.org', undefined, '192.0.2.61')).accessToken;
    expect((await on(b.url).me(second)).status).toBe(200);
    const theirs = io(`${b.url}/realtime`, { auth: { token: second }, transports: ['websocket'], reconnection: false });
    await new Promise((connected) => theirs.on('connected', connected));
    const dropped = new Promise((resolve) => theirs.on('disconnect', resolve));
    expect(
      (await on(a.url).post('admin/accounts/end-sessions', { email: 'second-admin@example.org' })).body.data.ended,
    ).toBe(1);
    await dropped;
    expect((await on(b.url).me(second)).body.error.code).toBe('SESSION_ENDED');
  });

  it('contain an attack everywhere, and tell of it on sockets of both', async () => {
    const told: string[] = [];
    socket.on('notification:new', ({ notification }: { notification: Notification }) => told.push(notification.link));
    await socket.emitWithAck('subscribe:notifications', {});
    await a.addAccount('taken-over@example.org', 'admin');
    const stolen = (await a.signIn('taken-over@example.org', undefined, '192.0.2.65')).accessToken;
    expect((await on(b.url).me(stolen)).status).toBe(200);
    const entities = [
      entity('network', '198.18.44.0/24', { events: 40 }),
      entity('account', 'taken-over@example.org', { failed: 0, succeeded: 1 }),
    ];
    const found = finding('network:198.18.44.0/24', { rule: 'credential_stuffing', severity: 'high', entities });
    await a.app.get(FindingsPort, { strict: false }).accept([found]);
    const list = supertest(b.url).get('/api/v1/monitoring/incidents?account=taken-over@example.org');
    const [incident] = (await list.set('Authorization', `Bearer ${token}`)).body.data as { id: string }[];
    const path = `/admin/incidents/${incident?.id ?? ''}`;
    await eventually('the notification on the other process', () => told.includes(path));
    const actions = ['block_network:198.18.44.0/24', 'lock_account:taken-over@example.org'];
    const contain = await on(a.url).post(`monitoring/incidents/${incident?.id ?? ''}/containment`, {
      version: 0,
      actions,
    });
    expect(contain.status).toBe(200);
    expect((await on(b.url).me(stolen)).status).toBe(401);
    await eventually('the block on the other process', async () => {
      const answer = await supertest(b.url).get('/api/v1/health/live').set('X-Forwarded-For', '198.18.44.7');
      return answer.status === 403;
    });
  });

  it('let what changes about a person hold on the other one: the next request, the open socket, the refresh', async () => {
    await a.addAccount('changing-admin@example.org', 'admin');
    const credentials = { email: 'changing-admin@example.org', password: ADMIN.password };
    const browser = await openBrowser(a, '192.0.2.63', credentials);
    const theirs = (await browser.post('/api/v1/auth/refresh')).body.data.accessToken as string;
    const desk = () =>
      supertest(b.url).get('/api/v1/monitoring/login-attempts').set('Authorization', `Bearer ${theirs}`);
    expect((await desk()).status).toBe(200);
    const watching = io(`${b.url}/realtime`, { auth: { token: theirs }, transports: ['websocket'] });
    await new Promise((joined) => watching.on('connect', () => watching.emit('join:monitoring', {}, joined)));
    const left = new Promise((resolve) => watching.on('monitoring:left', resolve));
    const user = await a.connection.collection('users').findOne({ email: credentials.email });
    await a.connection.collection('users').updateOne({ _id: user?._id }, { $set: { mustChangePassword: true } });
    await a.app.get(EventBus).publish('account.administered', {
      ...{ change: 'updated', userId: String(user?._id), email: credentials.email, role: 'admin' },
      ...{ actor: { kind: 'system' }, origin: NO_ORIGIN },
    });
    await left;
    expect((await desk()).body.error.code).toBe('FORBIDDEN');
    const refreshed = await refreshOn(b.url, browser, browser.cookies.get('classy_refresh') ?? '');
    expect(refreshed.body.data.user.restriction).toBe('change_password');
    watching.disconnect();
  });

  it('give the same successor to everybody who presents a refresh token, and notice together that it was copied', async () => {
    const browser = await openBrowser(a, '192.0.2.64');
    const first = browser.cookies.get('classy_refresh') ?? '';
    const answers = await Promise.all(
      Array.from({ length: 16 }, async (_, index) => await refreshOn(index % 2 === 0 ? a.url : b.url, browser, first)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(16).fill(200));
    const successors = new Set(answers.map((answer) => String(answer.headers['set-cookie']).split(';')[0]));
    expect(successors.size).toBe(1);
    const _id = new Types.ObjectId(first.slice(0, 24));
    await a.connection.collection('sessions').updateOne({ _id }, { $set: { uses: [new Date(Date.now() - 31_000)] } });
    expect((await refreshOn(b.url, browser, first)).body.error.code).toBe('SESSION_ENDED');
    const accessToken = String(answers[0]?.body.data.accessToken);
    await eventually('the end of the session on the other process', async () => {
      return (await on(a.url).me(accessToken)).body.error?.code === 'SESSION_ENDED';
    });
  });

  it('go on without Redis, say so, and find it again', async () => {
    await redis.stop();
    const ready = await supertest(a.url).get('/api/v1/health/ready');
    expect(ready.status).toBe(503);
    const signIn = await supertest(a.url).post('/api/v1/auth/login').set('X-Forwarded-For', '192.0.2.62').send(ADMIN);
    expect(signIn.status).toBe(200);
    await redis.start();
    await eventually('Redis to be found again', async () => {
      return (await supertest(a.url).get('/api/v1/health/ready')).status === 200;
    });
  });
});
