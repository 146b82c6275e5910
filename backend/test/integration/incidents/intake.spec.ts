import type { Incident } from '@classy-book/contracts/incidents';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentChanged } from '../../../src/common/events/desk-events.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import type { Finding } from '../../../src/monitoring/incidents/findings.port.js';
import { FindingsPort } from '../../../src/monitoring/incidents/findings.port.js';
import { eventually, scratchUri, startApp, type TestApp } from '../../support/app.js';
import { after, entity, finding } from './findings.js';
import { findsOf, steps, storePast } from './past-incidents.js';

let t: TestApp;
let token: string;
const told: IncidentChanged[] = [];

beforeAll(async () => {
  const uri = scratchUri();
  const connection = await mongoose.createConnection(uri).asPromise();
  await storePast(connection, 6_000);
  await connection.close();
  t = await startApp({ MONGODB_URI: uri }, 'all');
  token = (await t.signIn()).accessToken;
  t.app.get(EventBus, { strict: false }).observe('incident.changed', (event) => told.push(event));
});
afterAll(async () => {
  await t.close();
});

const accept = async (...findings: Finding[]): Promise<void> => {
  await t.app.get(FindingsPort, { strict: false }).accept(findings);
};
const get = async (path: string) =>
  await t.http.get(`/api/v1/monitoring/incidents${path}`).set('Authorization', `Bearer ${token}`);

/** The incidents with an account, newest first. */
async function about(account: string, more = ''): Promise<Incident[]> {
  const answer = await get(`?account=${encodeURIComponent(account)}&sort=-detectedAt${more}`);
  expect(answer.status).toBe(200);
  return (answer.body as { data: Incident[] }).data;
}

async function close(incident: Incident, state: 'resolved' | 'false_alarm'): Promise<void> {
  const request = t.http.patch(`/api/v1/monitoring/incidents/${incident.id}`).set('Authorization', `Bearer ${token}`);
  expect((await request.send({ version: incident.version, state })).status).toBe(200);
}

const on = (account: string, change: Partial<Finding> = {}): Finding =>
  finding(`account:${account}`, { entities: [entity('account', account)], ...change });

describe('findings', () => {
  it('that arrive in parallel make one incident with the sum of them', async () => {
    await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        await accept(on('many@example.org', { lastSeen: after(10 + n), opening: n === 0 }));
      }),
    );
    const [incident, ...others] = await about('many@example.org');
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ kind: 'brute_force', state: 'open', version: 0 });
    expect(incident?.counts).toEqual({ events: 120, failed: 120, succeeded: 0, accounts: 1, addresses: 0 });
    const opened = told.filter(({ change, incident: { id } }) => change === 'opened' && id === incident?.id);
    expect(opened).toHaveLength(1);
  });

  it('that are taken twice change nothing', async () => {
    const twice = on('twice@example.org', { evidence: ['a'.repeat(24)] });
    await accept(twice);
    await accept(twice, twice);
    expect((await about('twice@example.org')).map(({ counts }) => counts.events)).toEqual([10]);
  });

  it('of one batch that join go into one incident, which the rule with the highest rank names', async () => {
    const shared = 'network:198.51.100.0/24';
    const first = on('batch@example.org', { joins: ['account:batch@example.org', shared] });
    const second = on('batch2@example.org', {
      rule: 'credential_stuffing',
      joins: ['stuffing 198.51.100.0/24', shared],
      rank: 20,
      severity: 'high',
      entities: [entity('account', 'batch2@example.org'), entity('network', '198.51.100.0/24', { events: 7 })],
      facts: { accounts: 8 },
    });
    await accept(first, second);
    const [incident, ...others] = await about('batch2@example.org');
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      kind: 'credential_stuffing',
      kinds: ['brute_force', 'credential_stuffing'],
      severity: 'high',
      networks: ['198.51.100.0/24'],
    });
    expect((await about('batch@example.org')).map(({ id }) => id)).toEqual([incident?.id]);
    const detail = (await get(`/${incident?.id ?? ''}`)).body as { data: { facts: object } };
    expect(detail.data.facts).toEqual({ accounts: 8 });
  });

  it('after half an hour of quiet make another incident', async () => {
    await accept(on('pause@example.org'));
    const later = { firstSeen: after(10 + 1_801), lastSeen: after(10 + 1_802), detectedAt: after(1_813) };
    await accept(on('pause@example.org', later));
    expect(await about('pause@example.org')).toHaveLength(2);
  });

  it('raise the severity, and leave it where a person has lowered it', async () => {
    await accept(on('severe@example.org'), on('severe@example.org', { severity: 'high', lastSeen: after(12) }));
    const [incident] = await about('severe@example.org');
    expect(incident?.severity).toBe('high');
    const request = t.http.patch(`/api/v1/monitoring/incidents/${incident?.id ?? ''}`);
    await request.set('Authorization', `Bearer ${token}`).send({ version: 0, severity: 'low' });
    await accept(on('severe@example.org', { severity: 'high', lastSeen: after(14), opening: false }));
    expect((await about('severe@example.org'))[0]?.severity).toBe('low');
    await accept(on('severe@example.org', { severity: 'critical', lastSeen: after(16), opening: false }));
    expect((await about('severe@example.org'))[0]?.severity).toBe('critical');
  });

  it('make a new incident after one that was resolved, and none for a day after a false alarm', async () => {
    await accept(on('closed@example.org'));
    const [first] = await about('closed@example.org');
    if (first === undefined) throw new Error('no incident');
    await close(first, 'resolved');
    await accept(on('closed@example.org', { lastSeen: after(20) }));
    const [second] = await about('closed@example.org');
    expect(second?.number).toBeGreaterThan(first.number);
    if (second === undefined) throw new Error('no second incident');
    await close(second, 'false_alarm');
    const before = told.length;
    await accept(on('closed@example.org', { firstSeen: after(3_600), lastSeen: after(3_601) }));
    const all = await about('closed@example.org');
    expect(all.map(({ state, counts }) => [state, counts.events])).toEqual([
      ['false_alarm', 20],
      ['resolved', 10],
    ]);
    expect(told).toHaveLength(before);
    // another rule is another matter
    await accept(on('closed@example.org', { rule: 'new_country', key: 'other', lastSeen: after(30) }));
    expect(await about('closed@example.org')).toHaveLength(3);
  });

  it('of rules that only watch make incidents of their own, which nobody is shown unasked', async () => {
    await accept(on('watched@example.org'), on('watched@example.org', { dryRun: true }));
    const [incident, ...others] = await about('watched@example.org');
    expect(others).toEqual([]);
    expect(incident?.dryRun).toBe(false);
    expect((await about('watched@example.org', '&dryRun=true')).map(({ dryRun }) => dryRun)).toEqual([true]);
  });

  it('name two hundred entities, those who came in among them, and count all', async () => {
    const portion = (from: number) =>
      Array.from({ length: 100 }, (_, n) => entity('account', `p${String(from + n)}@example.org`));
    for (let from = 0; from < 400; from += 100) {
      await accept(on('crowd@example.org', { lastSeen: after(100 + from), entities: portion(from) }));
    }
    const victim = entity('account', 'victim@example.org', { failed: 0, succeeded: 1 });
    await accept(on('crowd@example.org', { lastSeen: after(600), entities: [victim] }));
    const [incident] = await about('victim@example.org');
    expect(incident?.counts.accounts).toBe(401);
    expect(incident?.accounts[0]).toBe('victim@example.org');
    const detail = (await get(`/${incident?.id ?? ''}`)).body as { data: { entities: unknown[] } };
    expect(detail.data.entities).toHaveLength(200);
  });

  it('are told as more of it at most every two seconds, and the last of them is told', async () => {
    const start = told.length;
    for (let n = 0; n < 20; n += 1) await accept(on('grow@example.org', { lastSeen: after(20 + n), opening: n === 0 }));
    const mine = () => told.slice(start).filter(({ incident: { accounts } }) => accounts.includes('grow@example.org'));
    await eventually('the whole of it', () => mine().at(-1)?.incident.counts.events === 200);
    expect(mine().length).toBeLessThan(6);
    expect(mine()[0]?.change).toBe('opened');
  });
});

describe('the timeline', () => {
  it('holds what was found and its evidence in the order of time, page by page', async () => {
    const log = await t.connection.collection('audit_logs').find().sort({ _id: 1 }).limit(3).toArray();
    const evidence = log.map(({ _id }) => String(_id));
    await accept(
      on('story@example.org', { evidence }),
      on('story@example.org', { severity: 'high', lastSeen: after(50) }),
    );
    const [incident] = await about('story@example.org');
    const entries: { type: string; at: string }[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await get(`/${incident?.id ?? ''}/timeline?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(answer.status).toBe(200);
      const page = answer.body as { data: typeof entries; pagination: { nextCursor: string | null } };
      entries.push(...page.data);
      cursor = page.pagination.nextCursor;
    }
    expect(entries.map(({ type }) => type).sort()).toEqual(
      ['detected', 'joined', 'escalated', 'evidence', 'evidence', 'evidence'].sort(),
    );
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort());
  });
});

describe('thousands of incidents are found by an index', () => {
  it.each([
    '',
    'sort=lastSeen',
    'sort=-detectedAt',
    'sort=-severity',
    'state=open,acknowledged',
    'severity=critical',
    'kind=token_reuse',
    'assignee=me',
    'account=p77@example.org',
    'address=10.7.0.9',
    'address=10.7.0.0/24',
    `from=${after(-36_000).toISOString()}`,
    'dryRun=true',
  ])('for ?%s', async (query) => {
    const cursors = await findsOf(() =>
      t.http.get(`/api/v1/monitoring/incidents?${query}`).set('Authorization', `Bearer ${token}`),
    );
    expect(cursors).toHaveLength(1);
    for (const cursor of cursors) {
      const names = steps(await cursor.clone().explain('queryPlanner'));
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => /COLLSCAN|Seq Scan/.test(name))).toEqual([]);
    }
  });
});
