import { sign } from 'node:crypto';
import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { type ClientSocket, ConsoleClient, openSocket, outcomeOf } from './console-client.js';

let t: TestApp;
let token: string;
const open: ClientSocket[] = [];

beforeAll(async () => {
  t = await startApp();
  token = (await t.signIn()).accessToken;
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
});
afterAll(async () => {
  await t.close();
});

async function attempt(auth: object, headers: Record<string, string> = {}): Promise<string | null> {
  const socket = openSocket(t.url, auth, { extraHeaders: headers });
  open.push(socket);
  return await outcomeOf(socket);
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
function forged(changes: object): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
  const input = `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode({ ...claims, ...changes })}`;
  const key = t.config.secrets.jwtPrivateKeyPem;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

describe('a handshake', () => {
  it('is accepted with the token of a living session, and says who it is', async () => {
    const socket = openSocket(t.url, { token });
    open.push(socket);
    const connected = new Promise((resolve) => socket.once('connected', resolve));
    expect(await outcomeOf(socket)).toBeNull();
    expect(await connected).toMatchObject({
      userId: expect.stringMatching(/^[0-9a-f]{24}$/),
      sessionId: expect.any(String),
    });
  });

  it.each([
    ['nothing', {}],
    ['an empty token', { token: '' }],
    ['a number', { token: 7 }],
    ['an operator', { token: { $ne: null } }],
    ['a list', { token: ['x'] }],
    ['nonsense', { token: 'x.y.z' }],
    ['a very long text', { token: 'x'.repeat(10_000) }],
  ])('is refused with %s', async (_name, auth) => {
    expect(await attempt(auth)).toBe('UNAUTHENTICATED');
  });

  it('is refused with a token that has expired, or is for somebody else', async () => {
    expect(await attempt({ token: forged({ exp: Math.floor(Date.now() / 1000) - 5 }) })).toBe('UNAUTHENTICATED');
    expect(await attempt({ token: forged({ aud: 'another-app' }) })).toBe('UNAUTHENTICATED');
    expect(await attempt({ token: `${encode({ alg: 'none' })}.${token.split('.')[1] ?? ''}.` })).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('is refused with the token of a session that has ended', async () => {
    await t.addAccount('second@example.org', 'admin');
    const second = await t.signIn('second@example.org', undefined, '192.0.2.20');
    await supertest(t.url)
      .post('/api/v1/admin/accounts/end-sessions')
      .set('Authorization', `Bearer ${token}`)
      .send({ email: 'second@example.org' })
      .expect(200);
    expect(await attempt({ token: second.accessToken })).toBe('SESSION_ENDED');
  });

  it('is refused from a blocked address, wherever the token is from', async () => {
    const request = { address: '198.51.100.7', reason: 'test', durationMinutes: 5 };
    await supertest(t.url)
      .post('/api/v1/monitoring/block-ip')
      .set('Authorization', `Bearer ${token}`)
      .send(request)
      .expect(200);
    expect(await attempt({ token }, { 'X-Forwarded-For': '198.51.100.7' })).toBe('ADDRESS_BLOCKED');
    expect(await attempt({ token }, { 'X-Forwarded-For': '198.51.100.8' })).toBeNull();
  });

  it('is accepted from an address that the rules blocked: a living session is no stranger', async () => {
    for (let n = 0; n < 5; n += 1) {
      const guess = { email: `guess${String(n)}@example.org`, password: 'x' };
      await supertest(t.url).post('/api/v1/auth/login').set('X-Forwarded-For', '198.51.100.90').send(guess);
    }
    const guess = { email: 'guess@example.org', password: 'x' };
    await supertest(t.url).post('/api/v1/auth/login').set('X-Forwarded-For', '198.51.100.90').send(guess).expect(403);
    expect(await attempt({ token }, { 'X-Forwarded-For': '198.51.100.90' })).toBeNull();
  });

  it('is refused from a page of another origin, and accepted from our own', async () => {
    expect(await attempt({ token }, { Origin: 'https://evil.example' })).toBe('ORIGIN_REFUSED');
    expect(await attempt({ token }, { Origin: 'null' })).toBe('ORIGIN_REFUSED');
    expect(await attempt({ token }, { Origin: t.url })).toBeNull();
    expect(await attempt({ token }, { Origin: t.config.server.publicUrl })).toBeNull();
  });

  it('is refused when a person has two hundred sockets, until one of them ends', async () => {
    await t.addAccount('many@example.org', 'admin');
    const { accessToken } = await t.signIn('many@example.org', undefined, '192.0.2.21');
    const outcomes = await Promise.all(Array.from({ length: 202 }, () => attempt({ token: accessToken })));
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(200);
    expect(outcomes.filter((outcome) => outcome === 'RATE_LIMITED')).toHaveLength(2);
    open.find((socket) => socket.connected)?.disconnect();
    await eventually('a free place', async () => (await attempt({ token: accessToken })) === null);
  });
});

describe('messages of a client', () => {
  const client = async (): Promise<ConsoleClient> => {
    const console = await ConsoleClient.connect(t.url, token);
    open.push(console.socket);
    return console;
  };

  it.each([
    [[]],
    [[null]],
    [['text']],
    [[5]],
    [[[]]],
    [[{ since: 5 }]],
    [[{ since: 'not an id' }]],
    [[{ since: { $gt: '' } }]],
    [[{ since: { 'monitoring:unknown': 'a'.repeat(24) } }]],
    [[{ unknown: true }]],
    [[{ since: 'a'.repeat(24) }, 'and', 'more']],
    [[Buffer.from('binary')]],
  ])('join:monitoring with %j is refused in words', async (parameters) => {
    const { socket } = await client();
    const answer = (await (socket as unknown as { emitWithAck: (...all: unknown[]) => Promise<unknown> }).emitWithAck(
      'join:monitoring',
      ...parameters,
    )) as { ok: boolean };
    expect(answer).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
    expect(socket.connected).toBe(true);
  });

  it('of an unknown name, of any shape, or without a request for an answer do no harm', async () => {
    const console = await client();
    const socket = console.socket as unknown as {
      emit: (...all: unknown[]) => void;
      emitWithAck: (...all: unknown[]) => Promise<unknown>;
    };
    expect(await socket.emitWithAck('no:such', {})).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    socket.emit('join:monitoring');
    socket.emit('join:monitoring', { since: Symbol.iterator.toString() });
    socket.emit('__proto__', { a: 1 });
    socket.emit('constructor');
    expect(await console.join()).toMatchObject({ ok: true });
    await supertest(t.url).get('/api/v1/health/live').expect(200);
  });

  it('join:monitoring asks for the permission', async () => {
    await t.addAccount('learner@example.org');
    const learner = await t.signIn('learner@example.org', undefined, '192.0.2.22');
    const console = await ConsoleClient.connect(t.url, learner.accessToken);
    open.push(console.socket);
    expect(await console.join()).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    await supertest(t.url)
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', '192.0.2.23')
      .send({ email: 'x@example.org', password: 'x' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(console.frames).toEqual([]);
  });

  it('that come too quickly are refused, and in the end the socket is dropped', async () => {
    const console = await client();
    const answers = await Promise.all(Array.from({ length: 15 }, () => console.join()));
    expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(11);
    expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } });
    for (let n = 0; n < 200; n += 1) console.socket.emit('leave:monitoring', {}, () => undefined);
    await eventually('the end of the connection', () => console.disconnected !== null);
  });

  it('that are too large end the connection', async () => {
    const console = await client();
    console.socket.emit('join:monitoring', { since: 'x'.repeat(50_000) }, () => undefined);
    await eventually('the end of the connection', () => console.disconnected !== null);
    await supertest(t.url).get('/api/v1/health/live').expect(200);
  });
});
