import { loginAttemptSchema } from '@classy-book/contracts/attempts';
import type { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { type PastAttempt, store } from './seeded-attempts.js';

let t: TestApp;
let token: string;
const START = Date.now() - 3 * 3_600_000;
const RANGE = { from: new Date(START).toISOString(), to: new Date(START + 240_000).toISOString() };
const seeded = Array.from({ length: 240 }, (_, n): PastAttempt => ({
  at: new Date(START + n * 1_000),
  outcome: n % 3 === 0 ? 'succeeded' : n % 3 === 1 ? 'failed' : 'blocked',
  userAgent: n === 5 ? '=cmd|"/C calc"!A0' : 'curl/8.5.0',
}));

beforeAll(async () => {
  t = await startApp();
  token = (await t.signIn()).accessToken;
  await store(attempts(), seeded);
});
afterAll(async () => {
  await t.close();
});

const attempts = () => t.connection.collection('login_attempts') as unknown as mongo.Collection;
const get = (path: string, query: Record<string, string> = {}) =>
  supertest(t.url).get(`/api/v1/monitoring/${path}`).query(query).set('Authorization', `Bearer ${token}`);

describe('the export', () => {
  it('is a file with every attempt that the filter keeps, safe for a spreadsheet, and on record', async () => {
    const answer = await get('login-attempts/export', { ...RANGE, outcome: 'failed,blocked' }).expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="login-attempts-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const lines = answer.text.trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^id,timestamp,email,/);
    const expected = seeded.filter(({ outcome }) => outcome !== 'succeeded');
    expect(lines).toHaveLength(expected.length + 1);
    expect(answer.text).toContain(`"'=cmd|""/C calc""!A0"`);
    const record = await t.connection.collection('audit_logs').findOne({ action: 'records.exported' });
    expect(record).toMatchObject({
      actor: { name: 'admin@example.org' },
      details: { resource: 'login_attempts', rows: expected.length, filter: { outcome: ['failed', 'blocked'] } },
    });
  });

  it('is a line of JSON for each attempt where that is asked for', async () => {
    const answer = await get('login-attempts/export', { ...RANGE, outcome: 'failed', format: 'jsonl' }).expect(200);
    expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    const rows = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => loginAttemptSchema.parse(JSON.parse(line)));
    expect(rows).toHaveLength(80);
    await get('login-attempts/export', { format: 'xlsx' }).expect(400);
  });

  it('ends when the client goes away, and is on record all the same', async () => {
    const more = Array.from({ length: 10_000 }, (_, n): PastAttempt => ({
      at: new Date(START - 172_800_000 - n),
      userAgent: 'x'.repeat(500),
    }));
    await store(attempts(), more);
    const before = await t.connection.collection('audit_logs').countDocuments({ action: 'records.exported' });
    const request = new AbortController();
    const response = await fetch(`${t.url}/api/v1/monitoring/login-attempts/export`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: request.signal,
    });
    const reader = response.body?.getReader();
    await reader?.read();
    request.abort();
    await eventually(
      'the record of the export',
      async () => (await t.connection.collection('audit_logs').countDocuments({ action: 'records.exported' })) > before,
    );
    const [record] = await t.connection
      .collection('audit_logs')
      .find({ action: 'records.exported' })
      .sort({ _id: -1 })
      .limit(1)
      .toArray();
    expect(record?.['details'].rows).toBeLessThan(10_000);
  });

  it('holds three at a time', async () => {
    const requests = Array.from({ length: 4 }, () => new AbortController());
    const responses = await Promise.all(
      requests.map(
        async ({ signal }) =>
          await fetch(`${t.url}/api/v1/monitoring/login-attempts/export`, {
            headers: { Authorization: `Bearer ${token}` },
            signal,
          }),
      ),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429]);
    for (const request of requests) request.abort();
    await eventually('room for another export', async () => {
      const request = new AbortController();
      const { status } = await fetch(`${t.url}/api/v1/monitoring/login-attempts/export`, {
        headers: { Authorization: `Bearer ${token}` },
        signal: request.signal,
      });
      request.abort();
      return status === 200;
    });
  });
});
