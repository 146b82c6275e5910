import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';

const ADDRESS = '203.0.113.77';

let t: TestApp;

beforeAll(async () => {
  t = await startApp();
  await t.addAccount('learner@example.org');
});
afterAll(async () => {
  await t.close();
});

const at = (request: supertest.Test, id: string) =>
  request
    .set('X-Forwarded-For', ADDRESS)
    .set('X-Request-Id', id)
    .set('User-Agent', 'Mozilla/5.0 (X11; Linux) Firefox/140.0');

const recordOf = async (requestId: string) => await t.connection.collection('audit_logs').findOne({ requestId });

async function signIn(id: string, email: string, password: string): Promise<supertest.Response> {
  return await at(supertest(t.url).post('/api/v1/auth/login'), id).send({ email, password });
}

describe('on record', () => {
  it('is a sign-in with when, from where, who, by what and how it ended', async () => {
    const before = Date.now();
    await signIn('trace-right-000001', ADMIN.email, ADMIN.password);
    const record = await recordOf('trace-right-000001');
    expect(record).toMatchObject({
      action: 'sign-in.attempted',
      actor: { kind: 'user', name: ADMIN.email },
      resourceType: 'account',
      resourceId: ADMIN.email,
      details: { outcome: 'succeeded', reason: null, method: 'password', factor: null },
      ipAddress: ADDRESS,
    });
    expect(String((record?.['details'] as Record<string, unknown>)['userAgent'])).toContain('Firefox');
    const when = record?._id.getTimestamp().getTime() ?? 0;
    expect(when).toBeGreaterThanOrEqual(before - 1_000);
    expect(when).toBeLessThanOrEqual(Date.now());
  });

  it('is a sign-in that failed, with the reason, and without the password', async () => {
    await signIn('trace-wrong-000001', ADMIN.email, 'not-this-password');
    const record = await recordOf('trace-wrong-000001');
    expect(record).toMatchObject({
      actor: { kind: 'anonymous' },
      details: { outcome: 'failed', reason: 'wrong_password', email: ADMIN.email },
    });
    expect(JSON.stringify(record)).not.toContain('not-this-password');
  });

  it('is a request that somebody’s role does not allow', async () => {
    const { accessToken } = await t.signIn('learner@example.org');
    const call = supertest(t.url)
      .get('/api/v1/monitoring/login-attempts?email=x')
      .set('Authorization', `Bearer ${accessToken}`);
    expect((await at(call, 'trace-refused-0001')).status).toBe(403);
    expect(await recordOf('trace-refused-0001')).toMatchObject({
      action: 'access.refused',
      actor: { kind: 'user', name: 'learner@example.org' },
      details: { permission: 'monitoring:read', route: 'GET /api/v1/monitoring/login-attempts' },
      ipAddress: ADDRESS,
    });
  });

  it('never holds what a session or a person is recognised by', async () => {
    const { accessToken } = await t.signIn();
    const text = JSON.stringify(await t.connection.collection('audit_logs').find().toArray());
    expect(text).not.toContain(accessToken);
    expect(text).not.toMatch(/argon2|eyJ|classy_refresh/);
  });
});
