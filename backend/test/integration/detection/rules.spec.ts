import { type DetectionRule, type DryRunLine, dryRunLineSchema } from '@classy-book/contracts/detection';
import type { Role } from '@classy-book/contracts/permissions';
import { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { ADMIN, eventually, startApp, type TestApp } from '../../support/app.js';

let t: TestApp;
const tokens = new Map<string, string>();

beforeAll(async () => {
  t = await startApp();
  tokens.set('super_admin', (await t.signIn()).accessToken);
  for (const role of ['admin', 'user'] as const satisfies readonly Role[]) {
    await t.addAccount(`${role}@desk.example`, role);
    tokens.set(role, (await t.signIn(`${role}@desk.example`)).accessToken);
  }
});
afterAll(async () => {
  await t.close();
});

type Method = 'get' | 'put' | 'post';

const call = (method: Method, path: string, as = 'super_admin') =>
  supertest(t.url)
    [method](`/api/v1/monitoring/rules${path}`)
    .set('Authorization', `Bearer ${tokens.get(as) ?? ''}`);
const rules = async () => ((await call('get', '').expect(200)).body as { data: DetectionRule[] }).data;
const rule = async (id: string): Promise<DetectionRule | undefined> => (await rules()).find((one) => one.id === id);
const linesOf = (text: string): DryRunLine[] =>
  text
    .trim()
    .split('\n')
    .map((line) => dryRunLineSchema.parse(JSON.parse(line)));

async function dryRun(id: string, body: object = {}): Promise<DryRunLine[]> {
  const answer = await fetch(`${t.url}/api/v1/monitoring/rules/${id}/dry-run`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${tokens.get('super_admin') ?? ''}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
  return linesOf(await answer.text());
}

describe('the rules', () => {
  it('are listed with their limits, to whoever may read the desk', async () => {
    await call('get', '', 'user').expect(403);
    const { body } = await call('get', '', 'admin').expect(200);
    expect(body.data.map(({ id }: DetectionRule) => id)).toEqual(
      expect.arrayContaining(['brute_force', 'mass_export']),
    );
    expect(body.data).toHaveLength(12);
    expect(body.data[0]).toMatchObject({ id: 'brute_force', mode: 'on', version: 0, updatedBy: null, found: 0 });
    expect(body.data[0].parameters[0]).toEqual({
      ...{ name: 'attempts', kind: 'integer', value: 10, default: 10, minimum: 5, maximum: 100 },
    });
  });

  it('are set by whoever may configure the desk, once for each version, and it is on record', async () => {
    const change = { version: 0, mode: 'dry_run', parameters: { rows: 100 } };
    await call('put', '/mass_export', 'admin').send(change).expect(403);
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => (await call('put', '/mass_export').send(change)).status),
    );
    expect(answers.sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(await rule('mass_export')).toMatchObject({ mode: 'dry_run', version: 1, updatedBy: ADMIN.email });
    const record = await t.connection.collection('audit_logs').findOne({ action: 'rule.changed' });
    expect(record).toMatchObject({
      resourceId: 'mass_export',
      actor: { name: ADMIN.email },
      details: { before: { mode: 'on', rows: 50_000 }, after: { mode: 'dry_run', rows: 100 } },
    });
    // what is left out takes its default again
    await call('put', '/mass_export').send({ version: 1, mode: 'on' }).expect(200);
    expect((await rule('mass_export'))?.parameters.map(({ value }) => value)).toEqual([5, 10, 12, 50_000, 60]);
  });

  it('work as they are set from then on: a rule in dry run makes incidents that only watch', async () => {
    await call('put', '/token_reuse').send({ version: 0, mode: 'dry_run' }).expect(200);
    const event = { userId: 'a'.repeat(24), email: 'ada@example.org', sessionId: 'b'.repeat(24) };
    const origin = { ipAddress: '203.0.113.9', userAgent: 'curl', requestId: '' };
    const reuse = async () => t.app.get(EventBus).publish('refresh-token.reused', { ...event, origin });
    const found = async () => t.connection.collection('incidents').find({ kind: 'token_reuse' }).toArray();
    await reuse();
    await eventually('the incident', async () => (await found()).length === 1);
    expect((await found())[0]).toMatchObject({ dryRun: true });
    expect(await rule('token_reuse')).toMatchObject({ found: 0, foundDry: 1 });
    await call('put', '/token_reuse').send({ version: 1, mode: 'on' }).expect(200);
    await reuse();
    await eventually('an incident that is told', async () => (await found()).some(({ dryRun }) => dryRun === false));
    expect(await found()).toHaveLength(2);
    expect(await rule('token_reuse')).toMatchObject({ found: 1, foundDry: 1 });
  });

  it('refuse what is no setting of theirs, and name it', async () => {
    const put = async (id: string, parameters: unknown, mode: unknown = 'on') =>
      call('put', `/${id}`).send({ version: 0, mode, parameters });
    const wrong: [string, Record<string, unknown>, string][] = [
      ['brute_force', { attempts: 4 }, 'parameters.attempts'],
      ['brute_force', { attempts: 10.5 }, 'parameters.attempts'],
      ['brute_force', { attempts: '10' }, 'parameters.attempts'],
      ['brute_force', { attempts: [10] }, 'parameters.attempts'],
      ['brute_force', { toString: 10 }, 'parameters.toString'],
      ['brute_force', { nothing: 1 }, 'parameters.nothing'],
      ['privilege_change', { timezone: 'Mars/Olympus' }, 'parameters.timezone'],
      ['privilege_change', { timezone: true }, 'parameters.timezone'],
      ['privilege_change', { days: [1, 1] }, 'parameters.days'],
      ['privilege_change', { days: [0, 8] }, 'parameters.days'],
      ['privilege_change', { from: '24:00' }, 'parameters.from'],
      ['scanner', { ignoredPaths: ['no-slash'] }, 'parameters.ignoredPaths'],
      ['scanner', { ignoredPaths: 7 }, 'parameters.ignoredPaths'],
    ];
    for (const [id, parameters, path] of wrong) {
      const { status, body } = await put(id, parameters);
      expect([status, body.error?.code, body.error?.details?.[0]?.path], path).toEqual([
        400,
        'VALIDATION_FAILED',
        path,
      ]);
    }
    for (const body of [
      {},
      [],
      { version: '0', mode: 'on' },
      { version: 0, mode: 'loud' },
      { version: -1, mode: 'on' },
    ]) {
      expect((await call('put', '/brute_force').send(body)).status).toBe(400);
    }
    expect((await put('brute_force', { $where: '1' })).status).toBe(400);
    expect((await put('manual', {})).status).toBe(400);
    expect((await put('%00', {})).status).toBe(400);
    expect(await rule('brute_force')).toMatchObject({ version: 0 });
  });
});

describe('a dry run', () => {
  it('says what a rule would have found in the last hours, as incidents', async () => {
    const log = t.connection.collection('audit_logs');
    const now = Date.now();
    const attempts = Array.from({ length: 40 }, (_, index) => {
      const at = now - 3_600_000 + index * 1_000;
      const email = `dry${String(index % 2)}@example.org`;
      const details = { email, userId: null, outcome: 'failed', reason: 'wrong_password', sessionId: null };
      const actor = { kind: 'anonymous', name: 'anonymous', userId: null };
      return {
        _id: mongo.ObjectId.createFromTime(Math.floor(at / 1_000)),
        ...{ action: 'sign-in.attempted', actor, resourceType: 'account', resourceId: email, details },
        ...{ ipAddress: '192.0.2.200', requestId: '', timestamp: new Date(at) },
        chain: { writer: 'test', seq: index + 1, prevHash: '', hash: '' },
      };
    });
    // a second has room for one id of this form
    await log.insertMany(attempts);
    const lines = await dryRun('brute_force', { hours: 2 });
    const result = lines.at(-1);
    expect(lines[0]).toMatchObject({ type: 'progress', checked: 0 });
    expect(result).toMatchObject({ type: 'result', truncated: false });
    expect(result?.type === 'result' && result.findings).toEqual([
      expect.objectContaining({ kind: 'brute_force', severity: 'high', events: 40 }),
    ]);
    const strict = await dryRun('brute_force', { hours: 2, parameters: { attempts: 100, slowAttempts: 200 } });
    expect(strict.at(-1)).toMatchObject({ type: 'result', findings: [] });
    const found = await t.connection.collection('incidents').countDocuments({ kind: 'brute_force' });
    expect(found).toBe(0);
  });

  it('is for whoever may configure the desk, and refuses nonsense', async () => {
    await call('post', '/brute_force/dry-run', 'admin').send({}).expect(403);
    for (const body of [{ hours: 0 }, { hours: 169 }, { hours: 'all' }, { parameters: { attempts: 1 } }, { more: 1 }]) {
      expect((await call('post', '/brute_force/dry-run').send(body)).status).toBe(400);
    }
    await call('post', '/nothing/dry-run').send({}).expect(400);
  });

  it('is refused where two are under way, and gives its place back', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async () => (await call('post', '/scanner/dry-run').send({ hours: 168 })).status),
    );
    expect(statuses.every((status) => status === 200 || status === 429)).toBe(true);
    expect(statuses).toContain(429);
    for (let again = 0; again < 3; again += 1) await dryRun('scanner');
  });

  it('gives its place back when whoever asked goes away', async () => {
    for (let index = 0; index < 4; index += 1) {
      const control = new AbortController();
      const asked = fetch(`${t.url}/api/v1/monitoring/rules/scanner/dry-run`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${tokens.get('super_admin') ?? ''}`, 'Content-Type': 'application/json' },
        body: '{}',
        signal: control.signal,
      });
      await asked;
      control.abort();
    }
    await eventually('a free place', async () => (await call('post', '/scanner/dry-run').send({})).status === 200);
  });
});
