import { timelineSchema, type TimelineBucket } from '@classy-book/contracts/attempts';
import { securityMetricsSchema } from '@classy-book/contracts/metrics';
import mongoose from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MinuteRollupService } from '../../../src/monitoring/metrics/minute-rollup.service.js';
import { SecurityMetricsService } from '../../../src/monitoring/metrics/security-metrics.service.js';
import { scratchUri, startApp, type TestApp } from '../../support/app.js';
import { type PastAttempt, store } from './seeded-attempts.js';

let t: TestApp;
let token: string;
const NOW = Date.now();
const HOUR = 3_600_000;
const seeded: PastAttempt[] = [];

beforeAll(async () => {
  const outcomes = ['failed', 'failed', 'blocked', 'succeeded'] as const;
  for (let n = 0; n < 4_000; n += 1) {
    const outcome = outcomes[n % 4];
    seeded.push({
      at: new Date(NOW - 40 * HOUR + Math.floor((n * 39.5 * HOUR) / 4_000)),
      outcome,
      reason: outcome === 'failed' ? (n % 8 < 4 ? 'wrong_password' : 'unknown_account') : null,
      email: `user${String(n % 7)}@example.org`,
      ipAddress: `203.0.113.${String(n % 50)}`,
    });
  }
  // the past is there before the process starts
  const uri = scratchUri();
  const past = await mongoose.createConnection(uri).asPromise();
  await store(past.collection('login_attempts'), seeded);
  await past.close();
  t = await startApp({ MONGODB_URI: uri });
  token = (await t.signIn()).accessToken;
  await rollUp();
});
afterAll(async () => {
  await t.close();
});

const rollUp = async () => {
  await t.app.get(MinuteRollupService, { strict: false }).rollUp();
};
const minutes = () => t.connection.collection('attempt_minutes');
const get = (path: string, query: Record<string, string> = {}) =>
  supertest(t.url).get(`/api/v1/monitoring/${path}`).query(query).set('Authorization', `Bearer ${token}`);

const within = (from: number, to: number) => seeded.filter(({ at }) => at.getTime() >= from && at.getTime() < to);
const sum = (buckets: TimelineBucket[]) =>
  buckets.reduce((total, { succeeded, failed, blocked }) => total + succeeded + failed + blocked, 0);

describe('minutes', () => {
  it('hold every attempt of the past once, however often they are added up', async () => {
    await rollUp();
    await Promise.all([rollUp(), rollUp()]);
    const all = await minutes().find().toArray();
    const counted = all
      .flatMap(({ cells }) => cells as { count: number }[])
      .reduce((total, { count }) => total + count, 0);
    const signIns = await t.connection
      .collection('login_attempts')
      .countDocuments({ timestamp: { $lt: new Date(Math.floor((Date.now() - 5_000) / 60_000) * 60_000) } });
    expect(counted).toBe(signIns);
    expect(
      all.every(
        ({ _id, expiresAt }) => (expiresAt as Date).getTime() - (_id as unknown as Date).getTime() === 90 * 24 * HOUR,
      ),
    ).toBe(true);
  });
});

describe('the timeline', () => {
  const from = NOW - 26 * HOUR - 12_345;
  const to = NOW - 2 * HOUR - 54_321;
  const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };

  it('counts every attempt of the range once, from stored minutes and from attempts alike', async () => {
    for (const bucketSeconds of ['300', '3600', '86400']) {
      const timeline = timelineSchema.parse((await get('timeline', { ...range, bucketSeconds }).expect(200)).body.data);
      expect(sum(timeline.buckets)).toBe(within(from, to).length);
      expect(timeline).toMatchObject({ from: range.from, to: range.to, bucketSeconds: Number(bucketSeconds) });
      const gaps = timeline.buckets
        .map(({ start }, n, all) => Date.parse(all[n + 1]?.start ?? '') - Date.parse(start))
        .slice(0, -1);
      expect(gaps.every((gap) => gap === Number(bucketSeconds) * 1000)).toBe(true);
    }
  });

  it('puts each attempt into the bucket of its moment and outcome', async () => {
    const { buckets } = timelineSchema.parse((await get('timeline', { ...range, bucketSeconds: '3600' })).body.data);
    for (const { start, ...counts } of buckets) {
      const own = within(Math.max(from, Date.parse(start)), Math.min(to, Date.parse(start) + HOUR));
      for (const outcome of ['succeeded', 'failed', 'blocked'] as const) {
        expect(counts[outcome]).toBe(own.filter((attempt) => attempt.outcome === outcome).length);
      }
    }
  });

  it.each([
    [{ outcome: 'failed' }, (a: PastAttempt) => a.outcome === 'failed'],
    [{ reason: 'unknown_account' }, (a: PastAttempt) => a.reason === 'unknown_account'],
    [{ method: 'admin_password' }, () => false],
    [{ email: 'user3@example.org' }, (a: PastAttempt) => a.email === 'user3@example.org'],
    [{ address: '203.0.113.0/28' }, (a: PastAttempt) => Number(a.ipAddress?.split('.')[3]) < 16],
  ])('keeps what the filter %j keeps', async (filter, keeps) => {
    const { buckets } = timelineSchema.parse(
      (await get('timeline', { ...range, bucketSeconds: '3600', ...filter })).body.data,
    );
    expect(sum(buckets)).toBe(within(from, to).filter(keeps).length);
  });

  it('shows the last 15 minutes with a bucket that is still filling', async () => {
    const before = sum(timelineSchema.parse((await get('timeline')).body.data).buckets);
    await supertest(t.url)
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', '192.0.2.99')
      .send({ email: 'live@example.org', password: 'x' });
    const { buckets, bucketSeconds } = timelineSchema.parse((await get('timeline')).body.data);
    expect(sum(buckets)).toBe(before + 1);
    expect(bucketSeconds).toBe(5);
  });

  it('refuses what cannot be drawn, and says what can', async () => {
    const answer = await get('timeline', { ...range, bucketSeconds: '1' }).expect(400);
    expect(answer.body.error).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: 'bucketSeconds', message: expect.stringContaining('use 300') }],
    });
    await get('timeline', { from: range.to, to: range.from }).expect(400);
    await get('timeline', { from: '2020-01-01T00:00:00Z' }).expect(400);
  });
});

describe('the figures of the desk', () => {
  it('count the last day and the day before, with hours that add up', async () => {
    const metrics = securityMetricsSchema.parse((await get('security-metrics').expect(200)).body.data);
    const end = (Math.floor(Date.now() / 60_000) + 1) * 60_000;
    const today = within(end - 24 * HOUR, end);
    const before = within(end - 48 * HOUR, end - 24 * HOUR);
    const count = (list: PastAttempt[], outcome: string) =>
      list.filter((attempt) => attempt.outcome === outcome).length;
    expect(metrics.failedAttempts.previous).toBe(count(before, 'failed'));
    expect(metrics.blockedAttempts.value).toBe(count(today, 'blocked'));
    expect(metrics.failedAttempts.value).toBeGreaterThanOrEqual(count(today, 'failed'));
    expect(metrics.signIns.value).toBeGreaterThanOrEqual(count(today, 'succeeded') + 1);
    expect(metrics.failedAttempts.series).toHaveLength(24);
    expect(metrics.failedAttempts.series.reduce((a, b) => a + b, 0)).toBe(metrics.failedAttempts.value);
    expect(metrics.activeSessions.value).toBe(1);
    expect(metrics.activeSessions.series).toHaveLength(24);
  });

  it('show an attempt, a block and a lock within two seconds', async () => {
    const before = securityMetricsSchema.parse((await get('security-metrics')).body.data);
    for (let n = 0; n < 5; n += 1) {
      await supertest(t.url)
        .post('/api/v1/auth/login')
        .set('X-Forwarded-For', '192.0.2.150')
        .send({ email: 'target@example.org', password: 'x' });
    }
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    const after = securityMetricsSchema.parse((await get('security-metrics')).body.data);
    expect(after.failedAttempts.value - before.failedAttempts.value).toBe(5);
    expect(after.blockedAddresses.value - before.blockedAddresses.value).toBe(1);
    expect(after.lockedAccounts.value - before.lockedAccounts.value).toBe(1);
    expect(after.eventsPerSecond).toBeGreaterThan(0);
  });

  it('are worked out once for all who ask at the same moment', async () => {
    const service = t.app.get(SecurityMetricsService, { strict: false });
    const answers = await Promise.all(Array.from({ length: 50 }, () => service.read()));
    expect(new Set(answers.map(({ generatedAt }) => generatedAt)).size).toBe(1);
  });
});

describe('blocking from the desk', () => {
  const post = (path: string, body: object) =>
    supertest(t.url).post(`/api/v1/monitoring/${path}`).set('Authorization', `Bearer ${token}`).send(body);

  it('lists, blocks and lifts, and each is on record under the name of who did it', async () => {
    await post('block-ip', { address: '198.51.100.0/24', reason: 'test', durationMinutes: 10 }).expect(200);
    const listed = await get('blocked-ips', { address: '198.51.100.9' }).expect(200);
    expect(listed.body.data).toMatchObject([
      { range: '198.51.100.0/24', source: 'manual', createdBy: 'admin@example.org' },
    ]);
    await post('unblock-ip', { address: '198.51.100.0/24' }).expect(200);
    const answer = await post('unblock-ip', { address: '198.51.100.0/24' }).expect(404);
    expect(answer.body.error.code).toBe('NOT_BLOCKED');
    const actions = await t.connection
      .collection('audit_logs')
      .find({ 'actor.name': 'admin@example.org', resourceId: '198.51.100.0/24' })
      .sort({ _id: 1 })
      .toArray();
    expect(actions.map(({ action }) => String(action))).toEqual(['address.blocked', 'address.unblocked']);
  });

  it('refuses what is no block', async () => {
    await post('block-ip', { address: '198.51.100.7/24', reason: 'x', permanent: true }).expect(400);
    await post('block-ip', { address: '198.51.100.7', reason: 'x' }).expect(400);
    await post('block-ip', { address: '198.51.100.7', reason: 'x', durationMinutes: 5, more: 1 }).expect(400);
    await post('block-ip', { address: { $ne: 1 }, reason: 'x', durationMinutes: 5 }).expect(400);
  });
});
