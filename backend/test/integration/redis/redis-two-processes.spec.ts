import type { EventFrame } from '@classy-book/contracts/realtime';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { io, type Socket } from 'socket.io-client';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, eventually, scratchUri, startApp, type TestApp } from '../../support/app.js';
import { redisBinary, RedisServer } from '../../support/redis-server.js';
import { ServerProcess } from '../../support/server-process.js';

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
