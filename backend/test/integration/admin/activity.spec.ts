import type { Activity } from '@classy-book/contracts/users';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addAsker, addPerson, type Asker } from './people.js';

let t: TestApp;
let admin: Asker;
let top: Asker;
let person: Asker;

beforeAll(async () => {
  t = await startApp({}, 'all');
  admin = await addAsker(t, 'admin@desk.example', 'admin');
  top = await addAsker(t, 'top@desk.example', 'super_admin');
  person = await addAsker(t, 'person@example.org');
  await admin.patch(`/users/${person.id}`, { firstName: 'Renamed' }).expect(200);
  await admin.post(`/users/${person.id}/lock`, { reason: 'testing', durationMinutes: 5 }).expect(200);
  await admin.post(`/users/${person.id}/unlock`, {}).expect(200);
});
afterAll(async () => {
  await t.close();
});

const codeOf = (answer: { body: { error?: { code: string } } }): string => answer.body.error?.code ?? 'done';

async function readAll(asker: Asker, id: string, view: 'by' | 'about', limit = 100): Promise<Activity[]> {
  const items: Activity[] = [];
  for (let cursor = ''; ;) {
    const { body } = await asker.get(`/users/${id}/activity?view=${view}&limit=${String(limit)}${cursor}`);
    items.push(...(body.data as Activity[]));
    if (body.pagination.nextCursor === null) return items;
    cursor = `&cursor=${String(body.pagination.nextCursor)}`;
  }
}

describe('the activity of a person', () => {
  it('is what was done to them, newest first, with who did it', async () => {
    const actions = (await readAll(admin, person.id, 'about')).map(({ action, actor }) => [action, actor]);
    expect(actions).toEqual([
      ['account.unlocked', admin.email],
      ['sessions.ended', admin.email],
      ['account.locked', admin.email],
      ['account.administered', admin.email],
      ['sign-in.attempted', person.email],
    ]);
  });

  it('is what they did, to whomever', async () => {
    const entries = await readAll(top, admin.id, 'by');
    expect(entries.every(({ actor }) => actor === admin.email)).toBe(true);
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['sign-in.attempted', 'account.locked', 'account.unlocked', 'account.administered']),
    );
  });

  it('is paged without gaps or doubles', async () => {
    const all = await readAll(admin, person.id, 'about');
    expect(await readAll(admin, person.id, 'about', 2)).toEqual(all);
  });

  it('stays theirs when their email changes', async () => {
    const before = await readAll(top, person.id, 'about');
    await t.connection.collection('users').updateOne({ email: person.email }, { $set: { email: 'new@example.org' } });
    await eventually(
      'the new email',
      async () => (await top.get(`/users/${person.id}`)).body.data.email === 'new@example.org',
    );
    expect(await readAll(top, person.id, 'about')).toEqual(before);
  });

  it('tells nothing of anybody else', async () => {
    const other = await addPerson(t, 'other@example.org');
    expect(await readAll(admin, other, 'by')).toEqual([]);
    expect(await readAll(admin, other, 'about')).toEqual([]);
  });

  it('is for those who read the audit log, and else for those who may act on the person', async () => {
    expect(codeOf(await admin.get(`/users/${top.id}/activity`))).toBe('FORBIDDEN');
    expect(codeOf(await admin.get(`/users/${admin.id}/activity`))).toBe('done');
    expect(codeOf(await top.get(`/users/${admin.id}/activity`))).toBe('done');
    expect(codeOf(await top.get(`/users/${'f'.repeat(24)}/activity`))).toBe('ACCOUNT_NOT_FOUND');
    const user = await addAsker(t, 'curious@example.org');
    expect(codeOf(await user.get(`/users/${user.id}/activity`))).toBe('FORBIDDEN');
  });

  it.each(['view=all', 'view[$ne]=by', 'cursor=1', 'limit=0', 'actor=x'])('refuses %s', async (query) => {
    expect(codeOf(await admin.get(`/users/${admin.id}/activity?${query}`))).toBe('VALIDATION_FAILED');
  });

  it('is read by an index', async () => {
    const logs = t.connection.collection('audit_logs');
    for (const field of ['actor.userId', 'details.userId']) {
      const plan = await logs
        .find({ [field]: person.id })
        .sort({ _id: -1 })
        .limit(51)
        .explain('queryPlanner');
      expect(JSON.stringify(plan)).toMatch(/IXSCAN|Index Scan|Index Only Scan|Bitmap Index/);
    }
  });
});
