import type { Notification } from '@classy-book/contracts/notifications';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Incident } from '@classy-book/contracts/incidents';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { FindingsPort } from '../../../src/monitoring/incidents/findings.port.js';
import { PersonalNewsPort } from '../../../src/messaging/notifications/personal-news.port.js';
import { NotificationMailsService } from '../../../src/messaging/notifications/notification-mails.service.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { ConsoleClient } from '../realtime/console-client.js';
import { codeOf, DeskPerson, incidentOf } from './desk-app.js';
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

async function found(account: string, change: Parameters<typeof finding>[1] = {}): Promise<Incident> {
  const made = finding(`account:${account}`, { entities: [entity('account', account)], ...change });
  return await incidentOf(t, admin, made, `account=${account}`);
}

async function listOf(person: DeskPerson, query = ''): Promise<Notification[]> {
  return ((await person.get(`notifications${query}`).expect(200)).body as { data: Notification[] }).data;
}

const unreadOf = async (person: DeskPerson): Promise<number> =>
  ((await person.get('notifications/unread').expect(200)).body as { data: { unread: number } }).data.unread;
const about = async (person: DeskPerson, { id }: Incident) =>
  (await listOf(person)).filter(({ facts }) => facts['incidentId'] === id).map(({ kind }) => kind);

async function subjectsFor(email: string): Promise<string[]> {
  const mails = await t.connection.collection('dev_mails').find({ to: email }).sort({ _id: 1 }).toArray();
  return mails.map(({ subject }) => String(subject)).filter((subject) => /incident|Alerts/.test(subject));
}

/** Moves the time of somebody's last mail back by a quarter of an hour. */
async function letTimePass(person: DeskPerson): Promise<void> {
  const settings = t.connection.collection('notification_settings');
  await settings.updateOne({ _id: new mongo.ObjectId(person.id) }, { $set: { nextMailAt: new Date(Date.now() - 1) } });
}

describe('an incident', () => {
  it('is told to everybody who handles incidents, at once and once, on the sockets that asked', async () => {
    const client = await ConsoleClient.connect(t.url, ada.token);
    const told: { notification: Notification; unread: number }[] = [];
    client.socket.on('notification:new', (one) => told.push(one));
    expect(await client.socket.emitWithAck('subscribe:notifications', {})).toEqual({ ok: true, data: { unread: 0 } });
    const incident = await found('one@example.org');
    await eventually('the message', () => told.length > 0);
    expect(told).toMatchObject([
      {
        unread: 1,
        notification: { kind: 'incident_opened', severity: 'medium', link: `/admin/incidents/${incident.id}` },
      },
    ]);
    await eventually('both lists', async () => (await about(admin, incident)).length === 1);
    expect(await listOf(learner)).toEqual([]);
    // another process that announces the same, because it believes that nobody did
    const event = { change: 'opened' as const, incident, changes: [], actor: { kind: 'system' as const } };
    const origin = { ipAddress: null, userAgent: '', requestId: '' };
    await t.app.get(EventBus, { strict: false }).publish('incident.changed', { ...event, origin });
    const next = await found('two@example.org', { severity: 'critical' });
    await eventually('the next message', async () => (await about(ada, next)).length === 1);
    expect(await about(ada, incident)).toEqual(['incident_opened']);
    client.close();
  });

  it('that a rule only watches, or of low severity, or that grows, is told to nobody', async () => {
    const before = (await listOf(ada)).length;
    await t.app.get(FindingsPort, { strict: false }).accept([finding('quiet', { dryRun: true, severity: 'critical' })]);
    await found('low@example.org', { severity: 'low' });
    await found('one@example.org', { lastSeen: after(20), opening: false });
    const seen = await found('seen@example.org');
    await eventually('the last one', async () => (await about(ada, seen)).length === 1);
    expect((await listOf(ada)).length).toBe(before + 1);
  });

  it('is told again when it becomes more severe, and to whom it is given', async () => {
    const incident = await found('worse@example.org');
    await found('worse@example.org', { severity: 'high', lastSeen: after(30) });
    await admin.patch(`monitoring/incidents/${incident.id}`, { version: 0, assigneeId: ada.id }).expect(200);
    await eventually('three messages', async () => (await about(ada, incident)).length === 3);
    expect((await about(ada, incident)).sort()).toEqual(['incident_assigned', 'incident_escalated', 'incident_opened']);
    expect(await about(admin, incident)).not.toContain('incident_assigned');
  });
});

describe('the notifications of a person', () => {
  it('are read one by one or up to one, and are their own', async () => {
    const [newest, second] = await listOf(ada);
    const all = await unreadOf(ada);
    const read = { ids: [second?.id] };
    await admin.post('notifications/read', read).expect(200);
    expect(await unreadOf(ada)).toBe(all);
    const answer = await ada.post('notifications/read', read).expect(200);
    expect(answer.body).toMatchObject({ data: { unread: all - 1 } });
    expect((await listOf(ada, '?unread=true')).map(({ id }) => id)).not.toContain(second?.id);
    await ada.post('notifications/read', { upTo: newest?.id }).expect(200);
    expect(await unreadOf(ada)).toBe(0);
    expect(await unreadOf(admin)).toBeGreaterThan(0);
  });

  it('are listed page by page, newest first', async () => {
    const whole = (await listOf(ada)).map(({ id }) => id);
    const first = (await listOf(ada, '?limit=2')).map(({ id }) => id);
    const rest = (await listOf(ada, `?cursor=${first.at(-1) ?? ''}`)).map(({ id }) => id);
    expect([...first, ...rest]).toEqual(whole);
    expect(whole).toEqual([...whole].sort().reverse());
  });

  it('are at most five hundred', async () => {
    const userId = new mongo.ObjectId(ada.id);
    const old = Array.from({ length: 520 }, (_, n) => ({
      _id: mongo.ObjectId.createFromHexString(n.toString(16).padStart(24, '0')),
      ...{
        userId,
        mark: `old${String(n)}`,
        at: new Date(),
        kind: 'incident_opened',
        severity: 'low',
        incidentKind: null,
      },
      ...{ facts: {}, link: '/', readAt: null, expiresAt: new Date(Date.now() + 60_000) },
    }));
    await t.connection.collection('notifications').insertMany(old);
    const incident = await found('full@example.org');
    await eventually('the newest', async () => (await about(ada, incident)).length === 1);
    expect(await t.connection.collection('notifications').countDocuments({ userId })).toBe(500);
    expect(await unreadOf(ada)).toBe(100);
  });

  it.each([{ ids: [] }, { ids: ['x'] }, { upTo: { $gt: '' } }, {}, { ids: ['f'.repeat(24)], upTo: 'f'.repeat(24) }])(
    'are not read by %j',
    async (body) => {
      expect(codeOf(await ada.post('notifications/read', body))).toBe('VALIDATION_FAILED');
    },
  );
});

describe('what learners and teachers are told', () => {
  it('is told to each of them once, whoever tells it again, and is not mailed', async () => {
    const port = t.app.get(PersonalNewsPort, { strict: false });
    const facts = { course: 'Algebra', title: 'No lesson on Friday' };
    const news = { kind: 'course_announcement', mark: 'announcement:1', facts, link: '/learn/algebra' } as const;
    port.tell({ ...news, userIds: [learner.id, ada.id, learner.id, 'f'.repeat(24)] });
    const told = async (person: DeskPerson) =>
      (await listOf(person)).filter(({ kind }) => kind === 'course_announcement').length;
    await eventually('both are told', async () => (await told(learner)) + (await told(ada)) === 2);
    port.tell({ ...news, userIds: [ada.id, learner.id] });
    port.tell({ ...news, mark: 'announcement:2', userIds: [learner.id] });
    await eventually('the second one', async () => (await told(learner)) === 2);
    expect(await told(ada)).toBe(1);
    expect((await listOf(learner))[0]).toMatchObject({ facts, link: '/learn/algebra', severity: 'low' });
    expect(await t.connection.collection('dev_mails').countDocuments({ to: 'learner@example.org' })).toBe(0);
  });
});

describe('mails about incidents', () => {
  it('come from the wished severity on, one in a quarter of an hour, and the rest gathered in the next', async () => {
    await ada.put('notifications/preferences', { email: 'none' }).expect(200);
    await admin.put('notifications/preferences', { email: 'high' }).expect(200);
    await letTimePass(admin);
    const start = (await subjectsFor('admin@example.org')).length;
    const mails = async () => (await subjectsFor('admin@example.org')).slice(start);
    await found('mail-low@example.org');
    const first = await found('mail1@example.org', { severity: 'high' });
    await eventually('the first mail', async () => (await mails()).length === 1);
    expect(await mails()).toEqual([`High: Brute force (incident ${String(first.number)})`]);
    await Promise.all(
      [2, 3, 4].map(async (n) => await found(`mail${String(n)}@example.org`, { severity: 'critical' })),
    );
    const settings = t.connection.collection('notification_settings');
    const waiting = async () => (await settings.findOne({ _id: new mongo.ObjectId(admin.id) }))?.['waiting'] as number;
    await eventually('three that wait', async () => (await waiting()) === 3);
    await letTimePass(admin);
    const sender = t.app.get(NotificationMailsService, { strict: false });
    await Promise.all([sender.sendDue(), sender.sendDue(), sender.sendDue()]);
    expect((await mails()).slice(1)).toEqual(['Alerts of the security desk since the last mail: 3']);
    expect(await subjectsFor('ada@example.org')).not.toContain(`High: Brute force (incident ${String(first.number)})`);
  });

  it('are as everybody wants them for themselves', async () => {
    expect((await learner.get('notifications/preferences').expect(200)).body).toMatchObject({
      data: { email: 'high' },
    });
    await learner.put('notifications/preferences', { email: 'low' }).expect(200);
    expect((await learner.get('notifications/preferences').expect(200)).body).toMatchObject({ data: { email: 'low' } });
    expect((await ada.get('notifications/preferences').expect(200)).body).toMatchObject({ data: { email: 'none' } });
    expect(codeOf(await ada.put('notifications/preferences', { email: 'always' }))).toBe('VALIDATION_FAILED');
  });
});
