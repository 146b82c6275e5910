import { figuresSchema, figureWindows, type Figures } from '@classy-book/contracts/figures';
import mongoose from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FigureRollupService } from '../../../src/monitoring/metrics/figure-rollup.service.js';
import { rebuildFigures } from '../../../src/cli/rebuild-figures.js';
import { scratchUri, startApp, type TestApp } from '../../support/app.js';
import { type PastAttempt, store } from './seeded-attempts.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.now();
const LENGTHS: Readonly<Record<string, number>> = {
  ...{ '15m': HOUR / 4, '1h': HOUR, '6h': 6 * HOUR, '24h': DAY },
  ...{ '7d': 7 * DAY, '30d': 30 * DAY, '90d': 90 * DAY, '365d': 365 * DAY },
};

let t: TestApp;
let token: string;
const seeded: PastAttempt[] = [];

beforeAll(async () => {
  for (let n = 0; n < 3_000; n += 1) {
    // dense now, thin long ago, with a gap of days in between
    const age = n < 1_000 ? n * 20_000 : n < 2_000 ? 2 * DAY + n * 50_000 : 8 * DAY + (n - 2_000) * 300_000;
    seeded.push({
      at: new Date(NOW - 120_000 - age),
      outcome: (['failed', 'failed', 'blocked', 'succeeded'] as const)[n % 4] ?? 'failed',
      email: `user${String(n % 13)}@example.org`,
      ipAddress: `203.0.113.${String(n % 20)}`,
    });
  }
  const uri = scratchUri();
  const past = await mongoose.createConnection(uri).asPromise();
  await store(past.collection('login_attempts'), seeded);
  await past.close();
  t = await startApp({ MONGODB_URI: uri });
  token = (await t.signIn()).accessToken;
  await rollup().rollUp();
});
afterAll(async () => {
  await t.close();
});

const rollup = () => t.app.get(FigureRollupService, { strict: false });
const buckets = () => t.connection.collection('figure_buckets');
const get = (query: Record<string, string>) =>
  supertest(t.url).get('/api/v1/monitoring/figures').query(query).set('Authorization', `Bearer ${token}`);
const read = async (window: string): Promise<Figures> =>
  figuresSchema.parse((await get({ window }).expect(200)).body.data);
const sum = (counts: { succeeded: number; failed: number; blocked: number }) =>
  counts.succeeded + counts.failed + counts.blocked;

// the sign-in of the administrator is one more than was seeded
const expected = async (figures: Figures) =>
  await t.connection
    .collection('login_attempts')
    .countDocuments({ timestamp: { $gte: new Date(figures.from), $lt: new Date(figures.to) } });

describe('the figures of a window', () => {
  it.each(figureWindows)('of %s count every attempt once, in the chart as in the totals', async (window) => {
    const figures = await read(window);
    expect(sum(figures.totals)).toBe(await expected(figures));
    expect(figures.timeline.reduce((total, bucket) => total + sum(bucket), 0)).toBe(sum(figures.totals));
    expect(figures.tops.account.length).toBeLessThanOrEqual(10);
    const length = LENGTHS[window] ?? 0;
    expect(Date.parse(figures.to) - Date.parse(figures.from)).toBeGreaterThan(length * 0.9 - DAY);
    expect(Date.parse(figures.to) - Date.parse(figures.from)).toBeLessThanOrEqual(length);
  });

  it('name those who tried most with how it ended', async () => {
    const { from, to, tops } = await read('6h');
    const own = seeded.filter(({ at }) => at.getTime() >= Date.parse(from) && at.getTime() < Date.parse(to));
    const counts = new Map<string, number>();
    for (const { email = '' } of own) counts.set(email, (counts.get(email) ?? 0) + 1);
    const most = Math.max(...counts.values());
    expect(sum(tops.account[0] ?? { succeeded: 0, failed: 0, blocked: 0 })).toBe(most);
    expect(tops.address).toHaveLength(10);
  });

  it('compare with the window before', async () => {
    const { previous, successRate } = await read('7d');
    expect(previous === null ? 0 : sum(previous)).toBeGreaterThan(0);
    expect(successRate).toBeGreaterThan(0);
    expect(successRate).toBeLessThan(1);
  });

  it('are for those who may watch, and of windows that there are', async () => {
    await get({ window: '2d' }).expect(400);
    await get({ window: '24h', $where: '1' }).expect(400);
    await t.addAccount('pupil@example.org');
    const { accessToken } = await t.signIn('pupil@example.org');
    await supertest(t.url).get('/api/v1/monitoring/figures').set('Authorization', `Bearer ${accessToken}`).expect(403);
  });
});

describe('what was added up', () => {
  it('is the same after it was lost and rebuilt, and after a second time', async () => {
    const hours = async () => await buckets().find({ size: 'hour' }).project({ cells: 1 }).sort({ _id: 1 }).toArray();
    const before = await hours();
    expect(before.length).toBeGreaterThan(50);
    await buckets().deleteMany({ start: { $gte: new Date(NOW - 5 * DAY) } });
    const lines: string[] = [];
    expect(await rebuildFigures(t.app, [], (line) => lines.push(line))).toBe(0);
    expect(lines.at(-1)).toMatch(/^The figures were added up anew from \d+ attempts\.$/);
    expect(await hours()).toEqual(before);
    await Promise.all([rollup().rollUp(), rollup().rollUp()]);
    expect(await hours()).toEqual(before);
  });
});
