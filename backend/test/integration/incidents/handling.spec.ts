import type {
  Incident,
  IncidentDetail,
  IncidentMetrics,
  IncidentTimelineEntry,
} from '@classy-book/contracts/incidents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/monitoring/incidents/findings.port.js';
import { startApp, type TestApp } from '../../support/app.js';
import { addPerson, addRole } from '../admin/people.js';
import { actionOf, codeOf, contain, dataOf as toDetail, DeskPerson, incidentOf, outcomes, undo } from './desk-app.js';
import { after, entity, finding } from './findings.js';

let t: TestApp;
let admin: DeskPerson;
let ada: DeskPerson;
let learner: DeskPerson;

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1' });
  await t.addAccount('ada@example.org', 'admin');
  await t.addAccount('learner@example.org');
  admin = await DeskPerson.signIn(t);
  ada = await DeskPerson.signIn(t, 'ada@example.org', '192.0.2.11');
  learner = await DeskPerson.signIn(t, 'learner@example.org', '192.0.2.12');
});
afterAll(async () => {
  await t.close();
});

const ROOT = 'monitoring/incidents';

async function found(account: string, change: Partial<Finding> = {}): Promise<Incident> {
  const made = finding(`account:${account}`, { entities: [entity('account', account)], ...change });
  return await incidentOf(t, admin, made, `account=${account}`);
}

async function timelineOf(id: string): Promise<IncidentTimelineEntry[]> {
  const answer = await admin.get(`${ROOT}/${id}/timeline`).expect(200);
  return (answer.body as { data: IncidentTimelineEntry[] }).data;
}

const dataOf = (answer: { body: unknown }): unknown => (answer.body as { data: unknown }).data;

describe('two administrators who change an incident at once', () => {
  it('do not overwrite each other: one of them is told', async () => {
    const { id } = await found('race@example.org');
    const requests = ['acknowledged', 'resolved', 'false_alarm', 'acknowledged'].map(async (state, n) =>
      (n % 2 === 0 ? admin : ada).patch(`${ROOT}/${id}`, { version: 0, state }),
    );
    const answers = await Promise.all(requests);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(codeOf)[0]).toBe('CONFLICT');
    expect((await admin.detail(id)).version).toBe(1);
    expect((await timelineOf(id)).filter(({ type }) => type === 'state')).toHaveLength(1);
  });

  it('are not told of a conflict where only the attack went on', async () => {
    const { id } = await found('goes-on@example.org');
    await found('goes-on@example.org', { lastSeen: after(30), opening: false });
    await admin.patch(`${ROOT}/${id}`, { version: 0, state: 'acknowledged' }).expect(200);
  });
});

describe('an incident', () => {
  it('is acknowledged, given away, made worse, closed and opened again, each on record with before and after', async () => {
    const { id } = await found('story@example.org');
    const steps = [
      { state: 'acknowledged', assigneeId: ada.id },
      { severity: 'critical' },
      { state: 'resolved' },
      { state: 'open', assigneeId: null },
    ];
    let detail: IncidentDetail | null = null;
    for (const [version, step] of steps.entries()) {
      detail = dataOf(await admin.patch(`${ROOT}/${id}`, { version, ...step }).expect(200)) as IncidentDetail;
    }
    expect(detail).toMatchObject({ state: 'open', severity: 'critical', assignee: null, closedAt: null, version: 4 });
    const told = (await timelineOf(id)).filter(({ type }) => ['state', 'assigned', 'severity'].includes(type));
    expect(told.map(({ type, details }) => [type, details['from'], details['to']])).toEqual([
      ['state', 'open', 'acknowledged'],
      ['assigned', null, 'ada@example.org'],
      ['severity', 'medium', 'critical'],
      ['state', 'acknowledged', 'resolved'],
      ['state', 'resolved', 'open'],
      ['assigned', 'ada@example.org', null],
    ]);
    const records = await t.connection
      .collection('audit_logs')
      .find({ action: 'incident.changed', resourceId: id })
      .toArray();
    expect(records.filter(({ actor }) => actor.kind === 'user')).toHaveLength(4);
  });

  it('that is closed goes after its time together with its story, and stays when it is opened again', async () => {
    const { id } = await found('goes@example.org');
    const purgeTimes = async () => {
      const own = await t.connection.collection('incidents').find({ topAccounts: 'goes@example.org' }).toArray();
      const story = await t.connection.collection('incident_entries').find({ incidentId: own[0]?._id }).toArray();
      return [...own, ...story].map(({ purgeAt }) => purgeAt as Date | null);
    };
    await admin.patch(`${ROOT}/${id}`, { version: 0, state: 'resolved' }).expect(200);
    const year = Date.now() + 365 * 86_400_000;
    for (const at of await purgeTimes()) expect(Math.abs((at?.getTime() ?? 0) - year)).toBeLessThan(60_000);
    await admin.patch(`${ROOT}/${id}`, { version: 1, state: 'open' }).expect(200);
    expect(new Set(await purgeTimes())).toEqual(new Set([null]));
  });

  it('takes notes with their line breaks, of whoever handles incidents', async () => {
    const { id } = await found('notes@example.org');
    const note = await ada.post(`${ROOT}/${id}/notes`, { text: 'first line\nsecond line' }).expect(201);
    expect(dataOf(note) as IncidentTimelineEntry).toMatchObject({ type: 'note', actor: 'ada@example.org' });
    expect((await timelineOf(id)).at(-1)?.text).toBe('first line\nsecond line');
    expect((await admin.detail(id)).version).toBe(0);
  });

  it('is given only to people who may handle it', async () => {
    const { id } = await found('give@example.org');
    for (const assigneeId of [learner.id, 'f'.repeat(24)]) {
      expect(codeOf(await admin.patch(`${ROOT}/${id}`, { version: 0, assigneeId }))).toBe('VALIDATION_FAILED');
    }
    const all = dataOf(await admin.get(`${ROOT}/assignees`).expect(200)) as { email: string }[];
    expect(all.map(({ email }) => email)).toEqual(['ada@example.org', 'admin@example.org']);
    const some = dataOf(await admin.get(`${ROOT}/assignees?search=AD`).expect(200)) as { email: string }[];
    expect(some.map(({ email }) => email)).toEqual(['ada@example.org', 'admin@example.org']);
    expect(dataOf(await admin.get(`${ROOT}/assignees?search=learner`).expect(200))).toEqual([]);
  });

  it('is reported by hand, and belongs to nobody’s finding', async () => {
    const report = {
      title: 'odd mails',
      severity: 'high',
      accounts: ['Odd@Example.org'],
      addresses: ['203.0.113.99'],
      note: 'a\nb',
    };
    const made = dataOf(await admin.post(ROOT, report).expect(201)) as IncidentDetail;
    expect(made).toMatchObject({
      kind: 'manual',
      title: 'odd mails',
      accounts: ['odd@example.org'],
      networks: ['203.0.113.99/32'],
    });
    expect(made.entities).toHaveLength(2);
    expect((await timelineOf(made.id)).map(({ type }) => type).sort()).toEqual(['detected', 'note']);
    await found('odd@example.org');
    expect((await admin.detail(made.id)).counts.events).toBe(0);
  });

  it('is shown to nobody without the permission', async () => {
    const { id } = await found('secret@example.org');
    for (const path of [
      ROOT,
      `${ROOT}/${id}`,
      `${ROOT}/${id}/timeline`,
      `${ROOT}/${id}/containment`,
      `${ROOT}/export`,
    ]) {
      expect((await learner.get(path)).status).toBe(403);
    }
    expect((await learner.patch(`${ROOT}/${id}`, { version: 0, state: 'resolved' })).status).toBe(403);
  });
});

describe('somebody who handles incidents and may block nobody', () => {
  it('is shown what they may not do, and leaves what they cannot undo to somebody who can', async () => {
    await addRole(t, 'watcher', ['account:self', 'admin:access', 'monitoring:read', 'incidents:manage']);
    await addPerson(t, 'watcher@example.org', 'watcher');
    const watcher = await DeskPerson.signIn(t, 'watcher@example.org', '192.0.2.13');
    const network = '198.20.1.0/24';
    const { id } = await found('limits@example.org', {
      entities: [entity('network', network), entity('account', 'limits@example.org')],
    });
    const action = `block_network:${network}`;
    expect(actionOf((await watcher.plan(id)).actions, action)?.obstacle).toBe('higher_role');
    const refused = toDetail(await contain(watcher, id, 0, [action]).expect(200));
    expect(outcomes(refused)).toEqual({ [action]: 'failed' });
    const done = toDetail(await contain(admin, id, refused.version, [action]).expect(200));
    const kept = toDetail(await undo(watcher, id, done.version).expect(200));
    expect(outcomes(kept)).toEqual({ [action]: 'done' });
    expect(kept.containment?.undoneAt).toBeNull();
    const undone = toDetail(await undo(admin, id, kept.version).expect(200));
    expect(outcomes(undone)).toEqual({ [action]: 'undone' });
    expect(undone.containment?.undoneBy).toBe('admin@example.org');
  });
});

describe('the list of incidents', () => {
  const severities = ['low', 'medium', 'high', 'critical'] as const;
  beforeAll(async () => {
    for (let n = 0; n < 12; n += 1) {
      const entities = [
        entity('account', `list${String(n)}@example.org`),
        entity('network', `198.18.${String(n)}.0/24`),
      ];
      const severity = severities[n % 4] ?? 'low';
      const times = { firstSeen: after(60 + n), lastSeen: after(100 - n), detectedAt: after(200 + n) };
      await incidentOf(
        t,
        admin,
        finding(`list${String(n)}`, { rule: 'scanner', severity, entities, ...times }),
        'kind=scanner',
      );
    }
  });

  async function all(query: string): Promise<Incident[]> {
    const items: Incident[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `${ROOT}?limit=5&${query}${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const answer = await admin.get(path).expect(200);
      const page = answer.body as { data: Incident[]; pagination: { nextCursor: string | null } };
      items.push(...page.data);
      cursor = page.pagination.nextCursor;
    }
    return items;
  }

  it.each(['lastSeen', 'detectedAt', 'severity'] as const)(
    'is sorted by %s both ways, each incident once',
    async (field) => {
      const valueOf = (incident: Incident) =>
        field === 'severity' ? severities.indexOf(incident.severity) : Date.parse(incident[field]);
      const up = await all(`kind=scanner&sort=${field}`);
      const down = await all(`kind=scanner&sort=-${field}`);
      expect(new Set(up.map(({ id }) => id)).size).toBe(12);
      expect(down.map(({ id }) => id)).toEqual(up.map(({ id }) => id).reverse());
      expect(up.map(valueOf)).toEqual(up.map(valueOf).sort((a, b) => a - b));
    },
  );

  it.each([
    ['severity=high,critical&kind=scanner', 6],
    ['account=LIST3@example.org', 1],
    ['address=198.18.4.77', 1],
    ['address=198.18.4.0/24', 1],
    ['address=198.18.0.0/21', 8],
    ['kind=scanner&assignee=none', 12],
    ['kind=scanner&assignee=me', 0],
    ['kind=scanner&state=resolved', 0],
    [`kind=scanner&from=${after(95).toISOString()}`, 6],
    [`kind=scanner&to=${after(95).toISOString()}`, 6],
  ])('keeps what %s asks for', async (query, count) => {
    expect(await all(query)).toHaveLength(count);
  });

  it('is exported with the same filters, safe for spreadsheets, and on record', async () => {
    await admin.post(ROOT, { title: '=cmd|calc', severity: 'low', accounts: ['x@example.org'] }).expect(201);
    const csv = await admin.get(`${ROOT}/export?kind=manual`).expect(200);
    expect(csv.text).toContain("'=cmd|calc");
    expect(csv.headers['content-disposition']).toMatch(/incidents-.*\.csv/);
    const lines = (await admin.get(`${ROOT}/export?format=jsonl&kind=scanner`).buffer(true).expect(200)).text;
    const incidents = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Incident);
    expect(incidents).toHaveLength(12);
    const records = await t.connection.collection('audit_logs').find({ action: 'records.exported' }).toArray();
    expect(records.map(({ details }) => details['rows'] as number)).toEqual(expect.arrayContaining([12]));
  });

  it.each([
    `${ROOT}?cursor=bm9uZQ`,
    `${ROOT}?cursor=${Buffer.from('{"sort":"lastSeen","value":1e400,"id":"x"}').toString('base64url')}`,
    `${ROOT}?sort=number`,
    `${ROOT}?assignee[$ne]=x`,
    `${ROOT}?address=203.0.113.7/24`,
    `${ROOT}?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z`,
    `${ROOT}/${'f'.repeat(24)}/timeline?cursor=999999999999999-${'f'.repeat(23)}`,
    `${ROOT}/metrics?days=0`,
    `${ROOT}/not-an-id`,
  ])('refuses %s with a clear answer', async (path) => {
    const answer = await admin.get(path);
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toMatch(/VALIDATION_FAILED|RANGE_OFF_BOUNDARY/);
  });
});

describe('the figures', () => {
  it('count what is open by severity, and what was detected by day and kind', async () => {
    const figures = dataOf(await admin.get(`${ROOT}/metrics?days=7`).expect(200)) as IncidentMetrics;
    expect(figures.byDay).toHaveLength(7);
    expect(figures.byKind.find(({ kind }) => kind === 'scanner')?.count).toBe(12);
    expect(figures.open).toBe(Object.values(figures.openBySeverity).reduce((sum, count) => sum + count, 0));
    expect(figures.timeToDetect.count).toBeGreaterThan(12);
  });
});
