import { attemptMethods, attemptOutcomes, attemptReasons, type LoginAttempt } from '@classy-book/contracts/attempts';
import { type LiveFilter, liveFilterSchema } from '@classy-book/contracts/realtime';
import fc from 'fast-check';
import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DomainEvents } from '../../../src/common/events/domain-events.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { AttemptLogService } from '../../../src/monitoring/attempts/attempt-log.service.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { ConsoleClient } from './console-client.js';

type Attempted = DomainEvents['sign-in.attempted'];

const ATTEMPTS = 'monitoring:login-attempt';

let t: TestApp;
let token: string;
let clients: ConsoleClient[] = [];

beforeAll(async () => {
  t = await startApp();
  token = (await t.signIn()).accessToken;
});
afterEach(() => {
  for (const client of clients) client.close();
  clients = [];
});
afterAll(async () => {
  await t.close();
});

async function open(): Promise<ConsoleClient> {
  const client = await ConsoleClient.connect(t.url, token);
  clients.push(client);
  return client;
}

async function record(different: Partial<Attempted>, ipAddress = '203.0.113.7'): Promise<void> {
  await t.app.get(EventBus, { strict: false }).publish('sign-in.attempted', {
    ...{ email: 'somebody@example.org', userId: null },
    ...({ outcome: 'failed', reason: 'wrong_password', method: 'password' } as const),
    ...{ factor: null, sessionId: null, origin: { ipAddress, userAgent: 'curl/8.5.0', requestId: 'filters' } },
    ...different,
  });
}

/** The ids that the list shows under a filter, oldest first, after an id. */
async function listed(filter: object, after = ''): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { ...filter, sort: '-timestamp', limit: '100' };
    if (cursor !== null) query['cursor'] = cursor;
    const answer = await supertest(t.url)
      .get('/api/v1/monitoring/login-attempts')
      .set('Authorization', `Bearer ${token}`)
      .query(query)
      .expect(200);
    const page = answer.body as { data: LoginAttempt[]; pagination: { nextCursor: string | null } };
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.pagination.nextCursor;
  } while (cursor !== null && (ids.at(-1) ?? '') > after);
  return ids.filter((id) => id > after).reverse();
}

const newest = async (): Promise<string> => (await listed({})).at(-1) ?? '';

// few values, so that filters keep some of them: addresses on both sides of the edges of the ranges below
const addresses = ['203.0.113.7', '203.0.113.255', '203.0.114.0', '2001:db8::1', '2001:db8:1::1', '8.8.8.8', '1.1.1.1'];
const ranges = ['203.0.113.0/24', '203.0.113.7', '203.0.112.0/22', '2001:db8::/48', '::ffff:203.0.113.7', '::/0'];
const emails = ['one@example.org', 'two@example.org', 'ONE@example.org'];
const attempts = fc.record({
  outcome: fc.constantFrom(...attemptOutcomes),
  reason: fc.option(fc.constantFrom(...attemptReasons)),
  method: fc.constantFrom(...attemptMethods),
  email: fc.constantFrom(...emails),
  address: fc.constantFrom(...addresses),
});
const some = (values: readonly string[]) => fc.subarray([...values]).map((list) => list.join(','));
const filters = fc
  .record(
    {
      outcome: some(attemptOutcomes),
      reason: some(attemptReasons),
      method: some(attemptMethods),
      email: fc.constantFrom(...emails),
      address: fc.constantFrom(...ranges),
      country: fc.constantFrom('none', 'us', 'AU', 'DE'),
    },
    { requiredKeys: [] },
  )
  .map((filter): LiveFilter => liveFilterSchema.parse(filter));

describe('a filter', () => {
  it('keeps the same of what is in memory as of what is in the database', async () => {
    const made = fc.sample(attempts, { numRuns: 300, seed: 4 });
    await Promise.all(
      made.map(async ({ address, ...attempt }) => {
        await record(attempt, address);
      }),
    );
    const log = t.app.get(AttemptLogService, { strict: false });
    const [first, last] = ['0'.repeat(24), 'f'.repeat(24)];
    const all = await log.readBetween(first, last, 1_000);
    expect(new Set(all.map(({ country }) => country)).size).toBeGreaterThan(1);
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const selection = log.select(filter);
        const inMemory = all.filter((attempt) => selection?.keeps(attempt) ?? true).map(({ id }) => id);
        const inDatabase = (await log.readBetween(first, last, 1_000, filter)).map(({ id }) => id);
        expect(inMemory).toEqual(inDatabase);
        kept += inMemory.length > 0 && inMemory.length < all.length ? 1 : 0;
      }),
      { numRuns: 150 },
    );
    expect(kept).toBeGreaterThan(20);
  });
});

describe('a console with a filter', () => {
  it('is sent what the list under it holds, and nothing else: missed, live, and after it was cut off', async () => {
    const filter = { outcome: 'failed,blocked', address: '203.0.113.0/24' };
    const start = await newest();
    await record({});
    await record({}, '198.51.100.1');
    const client = await open();
    expect(await client.join({ [ATTEMPTS]: start }, filter)).toMatchObject({ ok: true, data: { replayed: 1 } });
    await record({ outcome: 'succeeded', reason: null });
    await record({ outcome: 'blocked', reason: 'account_locked' });
    await eventually('the two that it shows', () => client.ids().length === 2);
    client.cut();
    await record({});
    await record({}, '198.51.100.1');
    const again = await open();
    expect(await again.join({ [ATTEMPTS]: client.ids().at(-1) }, filter)).toMatchObject({
      ok: true,
      data: { replayed: 1 },
    });
    await eventually('the one that it missed', () => again.ids().length === 1);
    expect([...client.ids(), ...again.ids()]).toEqual(await listed(filter, start));
  });

  it('shares the stream with others, each under its own filter, and the figures stay those of all', async () => {
    const wanted = ['a', 'b', 'c', 'a'].map((name) => ({ email: `${name}@example.org` }));
    const consoles = await Promise.all(wanted.map(async () => await open()));
    const everything = await open();
    const start = await newest();
    await everything.join();
    for (const [index, client] of consoles.entries()) await client.join(undefined, wanted[index]);
    for (let n = 0; n < 60; n += 1) await record({ email: `${['a', 'b', 'c'][n % 3] ?? ''}@example.org` });
    await eventually('everything', () => everything.ids().length === 60);
    for (const [index, client] of consoles.entries()) {
      await eventually('its own', () => client.ids().length >= 20);
      expect(client.ids()).toEqual(await listed(wanted[index] ?? {}, start));
    }
    await eventually('figures', () => consoles.every(({ metricsFrames }) => metricsFrames > 0));
  });

  it('is told where it stands though its filter keeps nothing, and comes back from there', async () => {
    const client = await open();
    await client.join(undefined, { email: 'nobody@example.org' });
    await record({});
    const last = await newest();
    await eventually('a position behind what it is not shown', () => (client.upTo[ATTEMPTS] ?? '') > last);
    expect(client.ids()).toEqual([]);
    const again = await open();
    expect(await again.join({ [ATTEMPTS]: client.upTo[ATTEMPTS] })).toMatchObject({ ok: true, data: { replayed: 0 } });
  });

  it('changes its filter under load without loss or doubles, with what the new one would have kept since a moment ago', async () => {
    const client = await open();
    const start = await newest();
    await client.join(undefined, { email: 'x0@example.org' });
    let loading = true;
    const load = (async () => {
      for (let n = 0; n < 240; n += 1) await record({ email: `x${String(n % 3)}@example.org` });
      loading = false;
    })();
    const running = () => loading;
    let filter = {};
    let changes = 0;
    while (running()) {
      changes += 1;
      filter = { email: `x${String(changes % 3)}@example.org` };
      await client.filter(filter, start);
      await new Promise((resolve) => setTimeout(resolve, 550));
    }
    await load;
    const expected = await listed(filter, start);
    const shown = () => [...new Set(client.ids())].filter((id) => expected.includes(id)).sort();
    await eventually('all that the last filter keeps', () => shown().length === expected.length);
    expect(shown()).toEqual(expected);
  });
});

describe('a filter message', () => {
  it.each([
    [{ filter: { outcome: 'lost' } }],
    [{ filter: { email: { $ne: '' } } }],
    [{ filter: { from: '2026-01-01T00:00:00Z' } }],
    [{ filter: { country: 'Germany' } }],
    [{ filter: { address: '300.1.1.1' } }],
    [{ filter: [] }],
    [{}],
  ])('with %j is refused with the reason, and the console goes on as it was', async (message) => {
    const client = await open();
    await client.join(undefined, { email: 'kept@example.org' });
    const answer: unknown = await client.socket.timeout(5_000).emitWithAck('filter:monitoring', message as never);
    expect(answer).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
    await record({ email: 'left.out@example.org' });
    await record({ email: 'kept@example.org' });
    await eventually('what its filter keeps', () => client.ids().length === 1);
  });

  it('names the range that was probably meant, and is for consoles only', async () => {
    const client = await open();
    expect(await client.filter({ email: 'a@example.org' })).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    const answer = await client.join(undefined, { address: '203.0.113.7/24' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'RANGE_OFF_BOUNDARY' } });
  });
});
