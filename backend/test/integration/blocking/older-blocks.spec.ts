import type { BlockRecord } from '@classy-book/contracts/blocking';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockHistory } from '../../../src/database/migrations/2026-11-21-block-history.js';
import { BlockedRanges } from '../../../src/security/blocked-addresses/blocked-ranges.js';
import { type BlockingApp, startBlockingApp } from './blocking-app.js';

let app: BlockingApp;

beforeAll(async () => {
  app = await startBlockingApp();
});
afterAll(async () => {
  await app.t.close();
});

it('blocks of the version before are in force, listed and searched after the migration, also after doing it twice', async () => {
  const now = new Date();
  const key = (last: number) => `00000000000000000000ffffcb0071${last.toString(16).padStart(2, '0')}`;
  const older = (last: number, different: object) => ({
    ...{ range: `203.0.113.${String(last)}/32`, prefix: 128, attempts: 5, reason: 'Failed sign-ins', source: 'manual' },
    ...{ rangeStart: key(last), rangeEnd: key(last) },
    ...{ blockedUntil: null, permanent: true, createdBy: null, createdAt: now, updatedAt: now, endedAt: null },
    ...{ purgeAt: null, ...different },
  });
  const blocks = app.t.connection.collection('blocked_ips');
  await blocks.insertMany([older(10, {}), older(11, { endedAt: now })]);
  const database = app.t.connection.db;
  if (database === undefined) throw new Error('there is no database');
  await blockHistory.run(database);
  await blockHistory.run(database);
  await app.t.app.get(BlockedRanges).load();
  expect(await app.statusFrom('203.0.113.10')).toBe(403);
  const found = (await app.get('blocked-ips?state=all&q=failed&sort=ends').expect(200)).body.data as BlockRecord[];
  expect(found.map(({ range, endedAt, hits }) => [range, endedAt === null, hits])).toEqual([
    ['203.0.113.11/32', false, 0],
    ['203.0.113.10/32', true, 0],
  ]);
  await app.post('unblock-ip', { address: '203.0.113.10' }).expect(200);
});
