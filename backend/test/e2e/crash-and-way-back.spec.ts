import { createHash, randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, eventually, scratchUri } from '../support/app.js';
import { ServerProcess } from '../support/server-process.js';
import { TusClient } from '../support/tus-client.js';
import { videoOf } from '../support/video.js';

const MB = 1024 * 1024;

let server: ServerProcess;
let database: mongoose.Connection;

beforeAll(async () => {
  const uri = scratchUri();
  server = new ServerProcess({ MONGODB_URI: uri });
  await server.start();
  database = await mongoose.createConnection(uri).asPromise();
});
afterAll(async () => {
  await server.dispose();
  await database.dropDatabase();
  await database.close();
});

async function login(email: string, password: string, address: string, requestId = 'none-given-1234') {
  const answer = await fetch(`${server.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address, 'X-Request-Id': requestId },
    body: JSON.stringify({ email, password }),
  });
  const body = (await answer.json()) as { data?: { accessToken: string }; error?: { code: string } };
  return { status: answer.status, code: body.error?.code, token: body.data?.accessToken };
}

/** Attacks until the server is gone, and says which attempts were answered. */
async function attackUntilKilled(afterAnswers: number): Promise<string[]> {
  const answered: string[] = [];
  let gone = false;
  const attacker = async (lane: number): Promise<void> => {
    for (let guess = 0; !gone; guess += 1) {
      const requestId = `crash-${String(lane)}-${String(guess)}`;
      const address = `2001:db8:${String(lane)}::${(guess + 1).toString(16)}`;
      try {
        const { status } = await login(`victim${String(lane)}-${String(guess)}@example.org`, 'x', address, requestId);
        if (status < 500) answered.push(requestId);
      } catch {
        gone = true;
      }
    }
  };
  const lanes = Promise.all(
    Array.from({ length: 16 }, async (_, lane) => {
      await attacker(lane);
    }),
  );
  try {
    await eventually('enough attempts', () => answered.length >= afterAnswers, 60_000);
  } finally {
    await server.kill();
    await lanes;
  }
  return answered;
}

describe('a server that is killed in the middle of an attack', () => {
  it('has every answered attempt in the attempts and in the audit log, and a chain that verifies', async () => {
    const answered = await attackUntilKilled(200);
    await server.start();
    const stored = await database.collection('login_attempts').distinct('requestId');
    const audited = await database.collection('audit_logs').distinct('requestId');
    expect(answered.filter((id) => !stored.includes(id))).toEqual([]);
    expect(answered.filter((id) => !audited.includes(id))).toEqual([]);
    const verified = await server.admin('verify-audit');
    expect(verified.output).toContain('The audit log is whole');
    expect(verified.code).toBe(0);
  }, 120_000);
});

describe('an upload whose server is killed in the middle of a piece', () => {
  it('goes on from there, and is the file that was sent, to the byte', async () => {
    const film = videoOf(randomBytes(24 * MB));
    const sha256 = createHash('sha256').update(film).digest('hex');
    const { token = '' } = await login(ADMIN.email, ADMIN.password, '192.0.2.3');
    const course = await fetch(`${server.url}/api/v1/teach/courses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ title: 'Films' }),
    });
    const { data } = (await course.json()) as { data: { id: string } };
    const client = new TusClient(server.url, token);
    const id = await client.begin(film.length, { purpose: 'video', courseId: data.id, name: 'film.mp4' });

    expect((await client.patch(id, 0, film.subarray(0, 8 * MB))).offset).toBe(8 * MB);
    client.begun(id, 8 * MB, film.subarray(8 * MB, 11 * MB), 8 * MB);
    await eventually('the piece arrives', async () => (await client.received(id)) === 11 * MB);
    await server.kill();
    await server.start();
    // nothing that was acknowledged is lost, nor what arrived since
    expect((await client.head(id)).offset).toBe(11 * MB);
    expect((await client.patch(id, 11 * MB, film.subarray(11 * MB))).status).toBe(204);
    const stored = (await client.complete(id, sha256)).body.data;
    expect(stored).toMatchObject({ state: 'stored', refusal: null });
    const kept = await fetch(`${server.url}${stored?.file?.url ?? ''}`);
    expect(
      createHash('sha256')
        .update(Buffer.from(await kept.arrayBuffer()))
        .digest('hex'),
    ).toBe(sha256);
  }, 120_000);
});

describe('the way back in from the command line', () => {
  it('lets an address in again that the running server keeps out', async () => {
    const address = '203.0.113.44';
    for (let guess = 0; guess < 6; guess += 1) await login(`x${String(guess)}@example.org`, 'x', address);
    expect((await login(ADMIN.email, ADMIN.password, address)).code).toBe('ADDRESS_BLOCKED');
    expect((await server.admin('unblock', address)).code).toBe(0);
    await eventually(
      'the address to be let in',
      async () => (await login(ADMIN.email, ADMIN.password, address)).status === 200,
    );
  }, 60_000);

  it('unlocks an account', async () => {
    for (let guess = 0; guess < 6; guess += 1) await login(ADMIN.email, 'x', `198.51.100.${String(guess + 1)}`);
    expect((await login(ADMIN.email, ADMIN.password, '192.0.2.4')).code).toBe('ACCOUNT_LOCKED');
    expect((await server.admin('unlock', ADMIN.email)).code).toBe(0);
    expect((await login(ADMIN.email, ADMIN.password, '192.0.2.4')).status).toBe(200);
  }, 60_000);

  it('resets a password and ends the sessions that the old one opened, in the running server too', async () => {
    const { token = '' } = await login(ADMIN.email, ADMIN.password, '192.0.2.5');
    const me = async () =>
      (await fetch(`${server.url}/api/v1/auth/me`, { headers: { Authorization: `Bearer ${token}` } })).status;
    expect(await me()).toBe(200);
    const { output, code } = await server.admin('reset-password', ADMIN.email);
    expect(code).toBe(0);
    const password = /is: (\S+)/.exec(output)?.[1] ?? '';
    await eventually('the old session to end', async () => (await me()) === 401);
    expect((await login(ADMIN.email, ADMIN.password, '192.0.2.6')).code).toBe('INVALID_CREDENTIALS');
    expect((await login(ADMIN.email, password, '192.0.2.6')).status).toBe(200);
  }, 60_000);

  it('makes an account, once', async () => {
    const first = await server.admin('create', 'helper@example.org', 'instructor');
    expect(first.output).toContain('helper@example.org (instructor)');
    expect((await server.admin('create', 'helper@example.org')).code).toBe(1);
    expect((await login('helper@example.org', /is: (\S+)/.exec(first.output)?.[1] ?? '', '192.0.2.7')).status).toBe(
      200,
    );
  }, 60_000);

  it.each([
    [['unblock', 'nonsense']],
    [['unblock']],
    [['unlock', 'nobody@example.org']],
    [['reset-password', '{"$ne":null}']],
    [['create', 'a@example.org', 'emperor']],
    [['open-sesame']],
  ])('refuses %j with a sentence', async (parameters) => {
    const { code, output } = await server.admin(...parameters);
    expect(code).not.toBe(0);
    expect(output.trim()).not.toBe('');
    expect(output).not.toMatch(/at .*\.js:\d/);
  });

  it('finds that the end of the audit log was removed, by the checkpoint that was left elsewhere', async () => {
    const whole = await server.admin('verify-audit');
    expect(whole.output).toContain('The audit log is whole');
    const [last] = await database.collection('audit_logs').find().sort({ _id: -1 }).limit(1).toArray();
    expect(last).toMatchObject({ action: 'audit.verified', actor: { kind: 'cli' } });
    await database.collection('audit_logs').deleteOne({ _id: last?._id });
    const cut = await server.admin('verify-audit');
    expect([cut.code, cut.output]).toEqual([1, expect.stringContaining('the end was removed')]);
    await database.collection('audit_logs').insertOne(last ?? {});
    expect((await server.admin('verify-audit', '--checkpoints')).code).toBe(1);
    expect((await server.admin('verify-audit', '--checkpoints', '/nowhere/at-all')).output).toContain('cannot be read');
  }, 60_000);

  it('notes what it did in the audit log, as done from the command line', async () => {
    const actions = await database.collection('audit_logs').distinct('action', { 'actor.kind': 'cli' });
    expect(actions.length).toBeGreaterThanOrEqual(3);
  });
});
