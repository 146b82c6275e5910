import type { BlockRecord } from '@classy-book/contracts/blocking';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { BlockHits } from '../../../src/security/blocked-addresses/block-hits.js';
import { BlockedAddressRepository } from '../../../src/security/blocked-addresses/blocked-address.repository.js';
import { eventually } from '../../support/app.js';
import { type BlockingApp, startBlockingApp } from './blocking-app.js';

let app: BlockingApp;

beforeAll(async () => {
  app = await startBlockingApp();
});
afterAll(async () => {
  await app.t.close();
});

const listed = async (query: string): Promise<BlockRecord[]> =>
  (await app.get(`blocked-ips?${query}`).expect(200)).body.data as BlockRecord[];
const rangesOf = (blocks: readonly BlockRecord[]) => blocks.map(({ range }) => range);

describe('ranges that overlap', () => {
  it('are told of as they are blocked and lifted, and the wider one goes on keeping out', async () => {
    await app.block({ address: '203.0.113.7' }).expect(200);
    await app.block({ address: '203.0.113.9' }).expect(200);
    const wide = await app.block({ address: '203.0.113.0/24' }).expect(200);
    expect(wide.body.data.relations).toEqual({
      covers: { count: 2, ranges: ['203.0.113.7/32', '203.0.113.9/32'] },
      coveredBy: { count: 0, ranges: [] },
      allowed: { count: 0, ranges: [] },
    });
    const narrow = await app.block({ address: '203.0.113.0/28' }).expect(200);
    expect(narrow.body.data.relations.coveredBy.ranges).toEqual(['203.0.113.0/24']);
    const lifted = await app.post('unblock-ip', { address: '203.0.113.7' }).expect(200);
    expect(lifted.body.data.stillBlockedBy.ranges.sort()).toEqual(['203.0.113.0/24', '203.0.113.0/28']);
    expect(await app.statusFrom('203.0.113.7')).toBe(403);
    const again = await app.post('unblock-ip', { address: '203.0.113.7' }).expect(409);
    expect(again.body.error.code).toBe('COVERED_BY_RANGE');
    for (const address of ['203.0.113.0/28', '203.0.113.0/24']) {
      await app.post('unblock-ip', { address }).expect(200);
    }
    expect(await app.statusFrom('203.0.113.7')).toBe(200);
    expect(await app.statusFrom('203.0.113.9')).toBe(403);
  });

  it('fold IPv4 in IPv6, and are found by what they hold and by what they overlap', async () => {
    await app.block({ address: '::ffff:198.51.100.7' }).expect(200);
    await app.block({ address: '2001:db8:7::/48' }).expect(200);
    expect(rangesOf(await listed('address=198.51.100.0/24&match=overlaps'))).toEqual(['198.51.100.7/32']);
    expect(await listed('address=198.51.100.0/24')).toEqual([]);
    expect(rangesOf(await listed('address=2001:db8:7:1::5'))).toEqual(['2001:db8:7::/48']);
    expect(await app.statusFrom('2001:db8:7:1::5')).toBe(403);
  });
});

describe('a block that grows', () => {
  it('lasts longer with each one before, and what was is kept with who, why and how it ended', async () => {
    const minutes: number[] = [];
    for (const reason of ['first', 'second', 'third']) {
      const { body } = await app.block({ address: '198.51.100.20', reason, growing: true }).expect(200);
      // the two moments are taken one after the other
      minutes.push(Math.round((Date.parse(body.data.blockedUntil) - Date.parse(body.data.createdAt)) / 60_000));
      if (reason !== 'second') await app.post('unblock-ip', { address: '198.51.100.20' }).expect(200);
    }
    expect(minutes).toEqual([60, 240, 1_440]);
    const history = await listed('address=198.51.100.20&state=all');
    const facts = history.map(({ reason, ending, endedBy, createdBy }) => [reason, ending, endedBy, createdBy]);
    const who = 'admin@example.org';
    expect(facts).toEqual([
      ['third', 'lifted', who, who],
      ['second', 'replaced', who, who],
      ['first', 'lifted', who, who],
    ]);
    expect((await app.get('blocked-ips/check?address=198.51.100.20')).body.data).toMatchObject({
      verdict: 'open',
      pastBlocks: 3,
      growingMinutes: 10_080,
    });
  });

  it('takes exactly one length', async () => {
    for (const length of [{}, { growing: true, permanent: true }, { durationMinutes: 5, growing: true }]) {
      await app.post('block-ip', { address: '198.51.100.21', reason: 'x', ...length }).expect(400);
    }
  });
});

describe('hits', () => {
  it('of several processes add up, are sorted by, and go on after the block is asked for again', async () => {
    await app.block({ address: '198.51.100.40' }).expect(200);
    await app.block({ address: '198.51.100.41' }).expect(200);
    for (let n = 0; n < 3; n += 1) await app.statusFrom('198.51.100.41');
    await supertest(app.t.url)
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', '198.51.100.41')
      .send({ email: 'x@example.org', password: 'x' })
      .expect(403);
    const block = (await listed('address=198.51.100.41'))[0];
    // another process counts the same block
    const other = new BlockHits(app.t.app.get(BlockedAddressRepository), app.t.app.get(Clock));
    for (let n = 0; n < 5; n += 1) other.count(block?.id ?? '');
    await Promise.all([other.flush(), app.t.app.get(BlockHits).flush(), app.t.app.get(BlockHits).flush()]);
    const sorted = await listed('sort=hits&limit=2');
    expect(sorted[0]).toMatchObject({ range: '198.51.100.41/32', hits: 9 });
    expect(sorted[0]?.lastHitAt).not.toBeNull();
    expect(sorted[1]?.hits).toBeLessThanOrEqual(9);
  });
});

describe('a block whose time is over', () => {
  it('lets in again, and is kept as expired', async () => {
    await app.block({ address: '198.51.100.50' }).expect(200);
    const blocks = app.t.connection.collection('blocked_ips');
    await blocks.updateOne({ range: '198.51.100.50/32' }, { $set: { blockedUntil: new Date(Date.now() - 1_000) } });
    await eventually('the end', async () => (await listed('address=198.51.100.50')).length === 0);
    expect(await app.statusFrom('198.51.100.50')).toBe(200);
    const [expired] = await listed('address=198.51.100.50&state=expired');
    expect(expired).toMatchObject({ ending: 'expired', endedBy: null });
    await app.post('unblock-ip', { address: '198.51.100.50' }).expect(404);
  });
});

describe('two administrators at once', () => {
  it('block and lift the same range: one block is in force, every other one is history', async () => {
    const address = '198.51.100.60';
    const blocks = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => await app.block({ address, reason: `try ${String(n)}` })),
    );
    expect(blocks.map(({ status }) => status)).toEqual(Array<number>(8).fill(200));
    const all = await listed(`address=${address}&state=all`);
    expect(all.filter(({ ending }) => ending === null)).toHaveLength(1);
    expect(all.filter(({ ending }) => ending === 'replaced')).toHaveLength(7);
    const lifts = await Promise.all(Array.from({ length: 6 }, async () => await app.post('unblock-ip', { address })));
    expect(lifts.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404]);
    expect(await app.statusFrom(address)).toBe(200);
  });

  it('block and lift in turns: what the desk says is what is done', async () => {
    const address = '198.51.100.61';
    await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        await (n % 2 === 0 ? app.block({ address }) : app.post('unblock-ip', { address }));
      }),
    );
    const [inForce] = await listed(`address=${address}`);
    await eventually('the look-up to agree with the list', async () => {
      return (await app.statusFrom(address)) === (inForce === undefined ? 200 : 403);
    });
  });
});

describe('what is blocked by mistake only', () => {
  it.each([
    ['192.0.2.10', 'self'],
    ['192.0.2.0/24', 'self'],
    ['127.0.0.0/8', 'server'],
    ['::1', 'server'],
  ])('%s has to be confirmed', async (address, owner) => {
    const { body } = await app.block({ address }).expect(409);
    expect(body.error.code).toBe('SELF_BLOCK');
    expect(body.error.details[0].path).toBe(owner);
  });

  it('also the network around somebody who comes over IPv6', async () => {
    const send = (address: string) =>
      supertest(app.t.url)
        .post('/api/v1/monitoring/block-ip')
        .set('Authorization', `Bearer ${app.token}`)
        .set('X-Forwarded-For', '2001:db8:1:2::5')
        .send({ address, reason: 'x', durationMinutes: 5 });
    expect((await send('2001:db8:1:2::77')).body.error?.code).toBe('SELF_BLOCK');
    expect((await send('2001:db8:1:3::77')).status).toBe(200);
  });
});

describe('the list', () => {
  it('keeps what a filter says, by words of the reason and by who blocked', async () => {
    await app.block({ address: '198.51.100.80', reason: 'Scanner of WordPress, again' }).expect(200);
    await app.block({ address: '198.51.100.81', reason: 'scraper' }).expect(200);
    expect(rangesOf(await listed('q=SCAN%20word'))).toEqual(['198.51.100.80/32']);
    expect(await listed('q=canner')).toEqual([]);
    expect(await listed('q=%24.%2A')).toEqual([]);
    expect(rangesOf(await listed('by=Admin@example.org&q=scraper'))).toEqual(['198.51.100.81/32']);
    expect(await listed('by=nobody@example.org')).toEqual([]);
  });

  it.each(['newest', 'ends', 'hits'])('pages through everything once, sorted by %s', async (sort) => {
    const all = rangesOf(await listed(`sort=${sort}&state=all&limit=100`));
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = `sort=${sort}&state=all&limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { body }: supertest.Response = await app.get(`blocked-ips?${query}`).expect(200);
      paged.push(...rangesOf(body.data as BlockRecord[]));
      cursor = body.pagination.nextCursor as string | null;
    }
    expect(paged).toEqual(all);
    const foreign = Buffer.from(JSON.stringify({ sort: 'x' })).toString('base64url');
    await app.get(`blocked-ips?sort=${sort}&cursor=${foreign}`).expect(400);
  });

  it('leaves as CSV, and as text that a firewall reads', async () => {
    const csv = await app.get('blocked-ips/export?q=scraper').expect(200);
    expect(csv.text).toMatch(/^range,reason,.*\r\n198\.51\.100\.81\/32,scraper,manual,/);
    const text = await app.get('blocked-ips/export?format=txt&q=scraper').expect(200);
    expect(text.headers['content-type']).toContain('text/plain');
    expect(text.text).toBe('198.51.100.81/32\n');
  });
});
