import { tokenHash } from '../../../src/common/crypto/keys.js';
import type { DevMail } from '@classy-book/contracts/account';
import type { Invitation } from '@classy-book/contracts/users';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addAsker, addPerson, type Asker } from './people.js';

let t: TestApp;
let admin: Asker;
let top: Asker;
let serial = 0;

beforeAll(async () => {
  t = await startApp();
  admin = await addAsker(t, 'admin@desk.example', 'admin');
  top = await addAsker(t, 'top@desk.example', 'super_admin');
});
afterAll(async () => {
  await t.close();
});

const newEmail = (): string => `guest${String((serial += 1))}@example.org`;
const codeOf = (answer: { body: { error?: { code: string } } }): string => answer.body.error?.code ?? 'done';
const pending = async (): Promise<Invitation[]> => (await top.get('/invitations')).body.data as Invitation[];

/** The token of the last invitation that was mailed to an address. */
async function mailedToken(to: string): Promise<string> {
  let token = '';
  await eventually('the invitation in the mailbox', async () => {
    const { body } = await supertest(t.url).get('/api/v1/dev/mailbox');
    const mail = (body.data as DevMail[]).find((one) => one.to === to);
    token = /\/invitation#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    return token !== '';
  });
  return token;
}

describe('an invitation', () => {
  it('is mailed with a link whose token is stored as a hash only, and listed', async () => {
    const email = newEmail();
    const answer = await admin.post('/invitations', { email, role: 'instructor', locale: 'ar' });
    expect(answer.status).toBe(201);
    const token = await mailedToken(email);
    expect(answer.body.data).toMatchObject({
      id: tokenHash(token),
      email,
      role: 'instructor',
      roleTitle: 'Instructor',
      invitedBy: 'Test Person',
    });
    expect(Date.parse(answer.body.data.expiresAt) - Date.parse(answer.body.data.createdAt)).toBe(7 * 86_400_000);
    expect(JSON.stringify(answer.body)).not.toContain(token);
    expect(await pending()).toContainEqual(answer.body.data);
    const everything = await t.connection.collection('one_time_tokens').find({ subject: email }).toArray();
    expect(JSON.stringify(everything)).not.toContain(token);
    const record = await t.connection
      .collection('audit_logs')
      .findOne({ resourceType: 'invitation', resourceId: email });
    expect(record).toMatchObject({ actor: { name: admin.email }, details: { change: 'sent', role: 'instructor' } });
  });

  it('takes the place of an older one to the same address', async () => {
    const email = newEmail();
    await admin.post('/invitations', { email, role: 'user' }).expect(201);
    const second = await admin.post('/invitations', { email: email.toUpperCase(), role: 'instructor' });
    const ofThis = (await pending()).filter((one) => one.email === email);
    expect(ofThis.map(({ id, role }) => [id, role])).toEqual([[second.body.data.id, 'instructor']]);
  });

  it('is not sent to somebody who has an account, nor for a role that does not exist', async () => {
    const email = newEmail();
    await addPerson(t, email);
    expect(codeOf(await admin.post('/invitations', { email, role: 'user' }))).toBe('CONFLICT');
    expect(codeOf(await admin.post('/invitations', { email: newEmail(), role: 'emperor' }))).toBe('VALIDATION_FAILED');
  });

  it('offers no role that holds more than its sender, and reaches none that does', async () => {
    const email = newEmail();
    expect(codeOf(await admin.post('/invitations', { email, role: 'super_admin' }))).toBe('FORBIDDEN');
    const high = await top.post('/invitations', { email, role: 'super_admin' });
    expect(codeOf(await admin.post('/invitations', { email, role: 'user' }))).toBe('PROTECTED_ACCOUNT');
    expect(codeOf(await admin.delete(`/invitations/${String(high.body.data.id)}`))).toBe('PROTECTED_ACCOUNT');
    expect((await pending()).map(({ id }) => id)).toContain(high.body.data.id);
  });

  it('is withdrawn once, and its link works no more', async () => {
    const email = newEmail();
    const { id } = (await admin.post('/invitations', { email, role: 'user' })).body.data as Invitation;
    const token = await mailedToken(email);
    const answers = await Promise.all(Array.from({ length: 5 }, async () => await admin.delete(`/invitations/${id}`)));
    expect(answers.map(codeOf).filter((code) => code === 'done')).toHaveLength(1);
    const inspected = await supertest(t.url).post('/api/v1/auth/invitations/inspect').send({ token });
    expect(codeOf(inspected)).toBe('TOKEN_INVALID');
  });

  it('does not outlive the authority of its sender', async () => {
    const sender = await addAsker(t, `sender${String((serial += 1))}@desk.example`, 'admin');
    const [kept, lost] = [newEmail(), newEmail()];
    await admin.post('/invitations', { email: kept, role: 'admin' }).expect(201);
    await sender.post('/invitations', { email: lost, role: 'admin' }).expect(201);
    const token = await mailedToken(lost);
    await top.post(`/users/${sender.id}/role`, { role: 'user' }).expect(200);
    const emails = (await pending()).map(({ email }) => email);
    expect([emails.includes(kept), emails.includes(lost)]).toEqual([true, false]);
    const inspected = await supertest(t.url).post('/api/v1/auth/invitations/inspect').send({ token });
    expect(codeOf(inspected)).toBe('TOKEN_INVALID');
  });

  it('does not grow with its role beyond what its sender holds', async () => {
    const role = { title: 'Helper', permissions: ['account:self', 'users:read'] };
    await top.post('/roles', { key: 'helper', ...role }).expect(201);
    const [fromBelow, fromAbove] = [newEmail(), newEmail()];
    await admin.post('/invitations', { email: fromBelow, role: 'helper' }).expect(201);
    await top.post('/invitations', { email: fromAbove, role: 'helper' }).expect(201);
    await top.put('/roles/helper', { ...role, permissions: [...role.permissions, 'audit:read'] }).expect(200);
    const emails = (await pending()).map(({ email }) => email);
    expect([emails.includes(fromBelow), emails.includes(fromAbove)]).toEqual([false, true]);
  });

  it('makes an account with its role', async () => {
    const email = newEmail();
    await admin.post('/invitations', { email, role: 'instructor' }).expect(201);
    const names = { firstName: 'Grace', lastName: 'Hopper' };
    const accepted = await supertest(t.url)
      .post('/api/v1/auth/invitations/accept')
      .send({ token: await mailedToken(email), password: 'a-Compiler-of-1952', ...names });
    expect(accepted.status).toBe(201);
    const stored = await t.connection.collection('users').findOne({ email });
    expect(stored).toMatchObject({ role: 'instructor', ...names, isPrimaryAdmin: false });
    expect((await pending()).map((one) => one.email)).not.toContain(email);
  });

  it.each([
    ['an email that is none', { email: 'nobody' }],
    ['an operator for an email', { email: { $gt: '' } }],
    ['an operator for a role', { role: { $ne: 'user' } }],
    ['a language that is none', { locale: 'xx' }],
    ['a field that does not exist', { isPrimaryAdmin: true }],
  ])('is refused with %s', async (_what, wrong) => {
    const answer = await admin.post('/invitations', { email: newEmail(), role: 'user', ...wrong });
    expect(codeOf(answer)).toBe('VALIDATION_FAILED');
  });

  it('is for those who may invite', async () => {
    const person = await addAsker(t, newEmail());
    expect(codeOf(await person.post('/invitations', { email: newEmail(), role: 'user' }))).toBe('FORBIDDEN');
    expect(codeOf(await person.get('/invitations'))).toBe('FORBIDDEN');
    expect((await admin.delete('/invitations/abc')).status).toBe(400);
    expect(codeOf(await admin.delete(`/invitations/${'0'.repeat(64)}`))).toBe('NOT_FOUND');
  });

  it('is one of five hundred at most', async () => {
    const known = (await pending()).length;
    const now = new Date();
    const more = Array.from({ length: 500 - known }, (_, place) => ({
      _id: tokenHash(`filler-${String(place)}`) as never,
      purpose: 'invitation',
      subject: `filler${String(place)}@example.org`,
      data: { role: 'user', invitedBy: admin.id, invitedByName: 'Filler', locale: 'en' },
      createdAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
    }));
    await t.connection.collection('one_time_tokens').insertMany(more);
    expect(codeOf(await admin.post('/invitations', { email: newEmail(), role: 'user' }))).toBe('LIMIT_REACHED');
  });
});
