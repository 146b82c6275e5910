import { auditVerifyLineSchema, type AuditEntry, type AuditVerifyLine } from '@classy-book/contracts/audit';
import type { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditScheduleService } from '../../../src/monitoring/audit/audit-schedule.service.js';
import { CheckpointsService } from '../../../src/monitoring/audit/checkpoints.service.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addAsker, type Asker } from '../admin/people.js';

let t: TestApp;
let top: Asker;
let admin: Asker;
let person: Asker;

beforeAll(async () => {
  t = await startApp({}, 'all');
  top = await addAsker(t, 'top@desk.example', 'super_admin');
  admin = await addAsker(t, 'admin@desk.example', 'admin');
  person = await addAsker(t, 'person@example.org');
  await admin.patch(`/users/${person.id}`, { firstName: '=Renamed' }).expect(200);
  await admin.post(`/users/${person.id}/lock`, { reason: 'testing', durationMinutes: 5 }).expect(200);
  await admin.post(`/users/${person.id}/unlock`, {}).expect(200);
});
afterAll(async () => {
  await t.close();
});

const logs = (): mongo.Collection => t.connection.collection('audit_logs');
const get = (path: string, query: Record<string, string> = {}, as = top) =>
  supertest(t.url).get(`/api/v1/monitoring/${path}`).query(query).set('Authorization', `Bearer ${as.token}`);
const search = async (query: Record<string, string>): Promise<AuditEntry[]> =>
  (await get('audit-logs', { limit: '100', ...query }).expect(200)).body.data as AuditEntry[];
const codeOf = (answer: { body: { error?: { code: string } } }): string => answer.body.error?.code ?? 'done';

async function verify(): Promise<AuditVerifyLine[]> {
  const answer = await supertest(t.url)
    .post('/api/v1/monitoring/audit/verify')
    .set('Authorization', `Bearer ${top.token}`)
    .buffer(true)
    .parse((response, done) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => {
        done(null, text);
      });
    })
    .expect(200);
  const text = answer.body as string;
  return text
    .trimEnd()
    .split('\n')
    .map((line) => auditVerifyLineSchema.parse(JSON.parse(line)));
}

describe('the search of the audit log', () => {
  it('finds by who did it, under their name and under their id', async () => {
    const byName = await search({ actor: 'ADMIN@desk.example' });
    expect(byName.length).toBeGreaterThanOrEqual(4);
    expect(byName.every(({ actor }) => actor.name === admin.email)).toBe(true);
    expect((await search({ actor: admin.id })).map(({ id }) => id)).toEqual(byName.map(({ id }) => id));
  });

  it('finds by actions and by groups of them', async () => {
    const actions = async (action: string) => new Set((await search({ action })).map((entry) => entry.action));
    expect(await actions('account.locked')).toEqual(new Set(['account.locked']));
    expect(await actions('account.*')).toEqual(new Set(['account.locked', 'account.unlocked', 'account.administered']));
    expect(await actions('account.unlocked,sign-in.*')).toContain('sign-in.attempted');
    expect(await actions('nothing.like-it')).toEqual(new Set());
  });

  it('finds by resource, address, request and time', async () => {
    const [locked] = await search({ action: 'account.locked' });
    const resource = await search({ resourceType: 'account', resourceId: person.email });
    expect(resource.map(({ action }) => action)).toContain('account.locked');
    const address = locked?.ipAddress ?? '';
    expect((await search({ address })).some(({ id }) => id === locked?.id)).toBe(true);
    const request = await search({ requestId: locked?.requestId ?? '' });
    expect(request.map(({ action }) => action).sort()).toEqual(['account.locked', 'sessions.ended']);
    const at = locked?.timestamp ?? '';
    expect((await search({ from: at, action: 'account.locked' })).map(({ id }) => id)).toEqual([locked?.id]);
    expect(await search({ to: at, action: 'account.locked' })).toEqual([]);
  });

  it('pages in both directions without gaps or doubles, while it is itself put on record', async () => {
    const query = { actor: admin.email, sort: 'timestamp' };
    const all = await search(query);
    const paged: AuditEntry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = { ...query, limit: '2', ...(cursor === '' ? {} : { cursor }) };
      const { body } = await get('audit-logs', page);
      paged.push(...(body.data as AuditEntry[]));
      cursor = body.pagination.nextCursor as string | null;
    }
    expect(paged).toEqual(all);
    expect((await search({ actor: admin.email })).reverse()).toEqual(all);
  });

  it('shows one record whole: its place in the chain, what it changed, and what the same request did', async () => {
    const [renamed] = await search({ action: 'account.administered', actor: admin.email });
    const { body } = await get(`audit-logs/${renamed?.id ?? ''}`).expect(200);
    expect(body.data).toMatchObject({
      id: renamed?.id,
      before: { firstName: 'Test' },
      after: { firstName: '=Renamed' },
      chain: { seq: expect.any(Number) as number, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    const [locked] = await search({ action: 'account.locked' });
    const lockedDetail = (await get(`audit-logs/${locked?.id ?? ''}`)).body.data;
    expect(lockedDetail.sameRequest.map(({ action }: AuditEntry) => action)).toEqual(['sessions.ended']);
    expect(codeOf(await get(`audit-logs/${'f'.repeat(24)}`))).toBe('NOT_FOUND');
  });

  it('names every action that is on record', async () => {
    const { actions } = (await get('audit-logs/actions').expect(200)).body.data as { actions: string[] };
    expect(actions).toEqual([...actions].sort());
    const onRecord = await logs().distinct('action');
    expect(onRecord.filter((action) => !actions.includes(String(action)))).toEqual([]);
  });

  it('is put on record, once for a person, a filter and a minute', async () => {
    const filter = { actor: 'somebody@example.org' };
    await Promise.all(Array.from({ length: 5 }, async () => await search(filter)));
    const told = await logs().find({ action: 'records.read', 'details.filter.actor': filter.actor }).toArray();
    // the minute may have ended meanwhile
    expect(told.length).toBeGreaterThanOrEqual(1);
    expect(told.length).toBeLessThanOrEqual(2);
    expect(told[0]).toMatchObject({ actor: { name: top.email }, details: { resource: 'audit_logs' } });
  });

  it.each([
    'action=x',
    'action=a.b;c',
    'actor[$ne]=x',
    'resourceType=account',
    'resourceId=x',
    'address=203.0.113.0/24',
    'address=nonsense',
    'from=yesterday',
    'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
    'cursor=1',
    'limit=101',
    'sort=action',
    'details.email=x',
  ])('refuses %s', async (query) => {
    const answer = await supertest(t.url)
      .get(`/api/v1/monitoring/audit-logs?${query}`)
      .set('Authorization', `Bearer ${top.token}`);
    expect([query, codeOf(answer)]).toEqual([query, 'VALIDATION_FAILED']);
  });

  it('is for those who may read the log', async () => {
    for (const path of ['audit-logs', 'audit-logs/actions', 'audit-logs/export', 'audit/seal']) {
      expect([path, codeOf(await get(path, {}, admin))]).toEqual([path, 'FORBIDDEN']);
    }
  });

  it.each([
    ['actor.name', 'admin@desk.example'],
    ['actor.userId', 'f'.repeat(24)],
    ['action', 'account.locked'],
    ['ipAddress', '192.0.2.1'],
    ['requestId', 'one'],
    ['chain.writer', 'one'],
  ])('reads %s by an index', async (field, value) => {
    const plan = await logs()
      .find({ [field]: value })
      .sort({ _id: -1 })
      .limit(51)
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toMatch(/IXSCAN|Index Scan|Index Only Scan|Bitmap Index/);
  });
});

describe('the export of the audit log', () => {
  it('is CSV or JSON lines with the places in the chain, safe for a spreadsheet, and on record', async () => {
    const filter = { actor: admin.email, action: 'account.*' };
    const csv = await get('audit-logs/export', filter).expect(200);
    expect(csv.headers['content-disposition']).toMatch(/filename="audit-log-\d{4}-\d\d-\d\d\.csv"$/);
    const rows = csv.text.trimEnd().split('\r\n');
    expect(rows[0]).toMatch(/^id,timestamp,action,actor,.*,writer,seq,prevHash,hash$/);
    const jsonl = await get('audit-logs/export', { ...filter, format: 'jsonl' })
      .buffer(true)
      .expect(200);
    const lines = jsonl.text.trimEnd().split('\n');
    expect(lines).toHaveLength(rows.length - 1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      actor: { name: admin.email },
      chain: { writer: expect.any(String) as string },
    });
    const records = await logs().find({ action: 'records.exported', 'details.resource': 'audit_logs' }).toArray();
    expect(records.map((record) => record['details'].rows as number)).toEqual([lines.length, lines.length]);
    expect(records[0]).toMatchObject({ actor: { name: top.email }, details: { filter: { actor: admin.email } } });
  });
});

describe('the seal of the audit log', () => {
  it('is set by a verification that tells its progress, and is on record', async () => {
    await t.app.get(CheckpointsService).make();
    const lines = await verify();
    expect(lines.slice(0, -1).every(({ type }) => type === 'progress')).toBe(true);
    const last = lines.at(-1);
    if (last?.type !== 'result') throw new Error('there is no result');
    expect(last.verification).toMatchObject({ ok: true, by: top.email, broken: null, checkpoints: 1 });
    const seal = (await get('audit/seal').expect(200)).body.data;
    expect(seal).toMatchObject({
      verification: last.verification,
      running: null,
      checkpoint: { number: 1 },
      publicKey: expect.stringMatching(/^[\w-]{43}$/) as string,
      retentionDays: 0,
    });
    expect(await logs().findOne({ action: 'audit.verified' })).toMatchObject({
      actor: { name: top.email },
      details: { ok: true, checked: last.verification.checked },
    });
  });

  it('is made by one of the processes by itself, once a day', async () => {
    const before = await logs().countDocuments({ action: 'audit.verified', 'actor.kind': 'system' });
    const schedule = t.app.get(AuditScheduleService);
    await Promise.all([schedule.look(), schedule.look(), schedule.look()]);
    await schedule.look();
    const after = await logs().countDocuments({ action: 'audit.verified', 'actor.kind': 'system' });
    expect(after - before).toBe(1);
  });

  it('breaks where a record was edited, which is told and put on record', async () => {
    const victim = await logs().findOne({ action: 'account.locked' });
    await logs().updateOne({ _id: victim?._id }, { $set: { 'details.reason': 'another' } });
    const last = (await verify()).at(-1);
    expect(last).toMatchObject({
      type: 'result',
      verification: { ok: false, broken: { kind: 'edited', recordId: String(victim?._id) } },
    });
    expect(await logs().findOne({ action: 'audit.broken' })).toMatchObject({
      details: { kind: 'edited', recordId: String(victim?._id), seq: victim?.['chain'].seq },
    });
    await logs().updateOne({ _id: victim?._id }, { $set: { 'details.reason': 'testing' } });
    expect((await verify()).at(-1)).toMatchObject({ verification: { ok: true } });
  });

  it('is made by one at a time, and free again when that one goes away', async () => {
    const request = new AbortController();
    const ask = async (signal?: AbortSignal) =>
      await fetch(`${t.url}/api/v1/monitoring/audit/verify`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${top.token}` },
        ...(signal === undefined ? {} : { signal }),
      });
    const answers = await Promise.all([ask(request.signal), ask(request.signal), ask(request.signal)]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.every((status) => status === 200 || status === 429)).toBe(true);
    request.abort();
    await eventually('the next verification', async () => {
      const next = await ask();
      await next.body?.cancel();
      return next.status === 200;
    });
  });
});
