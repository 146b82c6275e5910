import type { BulkLine } from '@classy-book/contracts/blocking';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/app.js';
import { ConsoleClient } from '../realtime/console-client.js';
import { type BlockingApp, startBlockingApp } from './blocking-app.js';

let app: BlockingApp;

beforeAll(async () => {
  app = await startBlockingApp();
});
afterAll(async () => {
  await app.t.close();
});

const outcomes = (body: { data: { lines: BulkLine[] } }) =>
  body.data.lines.map(({ line, range, outcome, code }) => [line, range, outcome, code].filter((part) => part !== null));
const inForce = async () => await app.t.connection.collection('blocked_ips').countDocuments({ active: true });

describe('a pasted list', () => {
  const LIST = [
    'address,reason,minutes',
    '# from the feed',
    '',
    '203.0.113.7',
    '203.0.113.8,"Scanner, twice",permanent',
    '203.0.113.9 ; SBL 4711',
    '203.0.113.7/32,again',
    '198.51.100.0/24,a whole network,120',
    '198.51.100.7',
    '198.51.100.8,longer than its network,permanent',
    '203.0.113.5/24',
    '0.0.0.0/0',
    'example.org',
    "'; DROP TABLE blocked_ips; --",
    '203.0.113.10,x,tomorrow',
    '203.0.113.11,a,b,c',
    '192.0.2.10,own',
    '127.0.0.1',
    '2001:DB8:0::5/128',
  ].join('\r\n');

  it('is looked at line by line first, without blocking anything', async () => {
    const { body } = await app.blockMany(LIST, { dryRun: true }).expect(200);
    expect(outcomes(body)).toEqual([
      [4, '203.0.113.7/32', 'blocked'],
      [5, '203.0.113.8/32', 'blocked'],
      [6, '203.0.113.9/32', 'blocked'],
      [7, '203.0.113.7/32', 'already'],
      [8, '198.51.100.0/24', 'blocked'],
      [9, '198.51.100.7/32', 'covered'],
      [10, '198.51.100.8/32', 'blocked'],
      [11, '203.0.113.5/24', 'refused', 'RANGE_OFF_BOUNDARY'],
      [12, '0.0.0.0/0', 'refused', 'RANGE_TOO_WIDE'],
      [13, 'example.org', 'refused', 'VALIDATION_FAILED'],
      [14, "'", 'refused', 'VALIDATION_FAILED'],
      [15, '203.0.113.10/32', 'refused', 'VALIDATION_FAILED'],
      [16, '203.0.113.11/32', 'refused', 'VALIDATION_FAILED'],
      [17, '192.0.2.10/32', 'own_address', 'SELF_BLOCK'],
      [18, '127.0.0.1/32', 'own_address', 'SELF_BLOCK'],
      [19, '2001:db8::5/128', 'blocked'],
    ]);
    expect(body.data.lines[7].message).toContain('Did you mean 203.0.113.0/24?');
    expect(body.data.lines[1]).toMatchObject({ reason: 'Scanner, twice', permanent: true });
    expect(await inForce()).toBe(0);
  });

  it('is blocked then, and a second time nothing is left to do', async () => {
    const first = await app.blockMany(LIST).expect(200);
    expect(first.body.data.counts).toEqual({ blocked: 6, already: 1, covered: 1, own_address: 2, refused: 6 });
    expect(await inForce()).toBe(6);
    expect(await app.statusFrom('203.0.113.8')).toBe(403);
    const second = await app.blockMany('203.0.113.8\n203.0.113.8/32\n198.51.100.7').expect(200);
    expect(outcomes(second.body).map(([, , outcome]) => outcome)).toEqual(['already', 'already', 'covered']);
    const wider = await app.blockMany('203.0.113.0/28').expect(200);
    expect(wider.body.data.lines[0]).toMatchObject({ outcome: 'blocked', covers: 3 });
  });

  it('is refused as a whole where it is no list', async () => {
    for (const text of ['', 'a\u0000b', Array(1_001).fill('203.0.113.7').join('\n'), 'x'.repeat(300_001)]) {
      await app.blockMany(text).expect(400);
    }
    await app.post('block-ips', { text: '203.0.113.7', reason: 'x' }).expect(400);
    await app.post('block-ips', { text: { $gt: '' }, reason: 'x', permanent: true }).expect(400);
    await app.blockMany('x'.repeat(600_000)).expect(413);
    await app.post('unblock-ips', { addresses: ['x'.repeat(70_000)] }).expect(413);
  });

  it('of a thousand lines is one step; the consoles hear of each, and all are lifted together', async () => {
    const client = await ConsoleClient.connect(app.t.url, (await app.t.signIn()).accessToken);
    await client.join();
    const ranges = Array.from({ length: 1_000 }, (_, n) => `10.7.${String(n >> 8)}.${String(n & 255)}`);
    const text = ranges.map((range) => `${range},${'why '.repeat(40)}`).join('\n');
    expect(text.length).toBeGreaterThan(128_000);
    const before = await app.t.connection.collection('change_signals').findOne({ _id: 'blocked-addresses' as never });
    const { body } = await app.blockMany(text).expect(200);
    const after = await app.t.connection.collection('change_signals').findOne({ _id: 'blocked-addresses' as never });
    expect(body.data.counts).toMatchObject({ blocked: 1_000 });
    expect(after?.['version'] - before?.['version']).toBe(1);
    await eventually('every block on the console', () => client.ids('monitoring:ip-blocked').length === 1_000);
    const frames = client.frames.filter(({ stream }) => stream === 'monitoring:ip-blocked');
    expect(frames.length).toBeLessThan(50);
    client.close();
    const lifted = await app.post('unblock-ips', { addresses: [...ranges.slice(2), '10.9.9.9', '10.7.0.1/8'] });
    expect(lifted.status).toBe(200);
    expect(lifted.body.data.unblocked).toBe(998);
    const rest = (lifted.body.data.lines as { outcome: string }[]).slice(-2).map(({ outcome }) => outcome);
    expect(rest).toEqual(['not_blocked', 'refused']);
    expect(await app.statusFrom('10.7.0.0')).toBe(403);
    expect(await app.statusFrom('10.7.3.200')).toBe(200);
  });
});
