import type { CourseImport, CoursePerson } from '@classy-book/contracts/course-people';
import type {
  CourseCode,
  CourseInvitation,
  InviteResult,
  Joined,
  JoinPreview,
} from '@classy-book/contracts/enrolments';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionCaller } from '../../../src/common/http/parameters.decorator.js';
import { ImportRunnerService } from '../../../src/learning/enrolments/import-runner.service.js';
import { JoinService } from '../../../src/learning/enrolments/join.service.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addPerson, type Person } from '../../support/teaching.js';
import { addAccounts, openCourse } from './people.js';

let t: TestApp;
let ada: Person;
let bob: Person;
let lea: Person;
let max: Person;

beforeAll(async () => {
  t = await startApp();
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  bob = await addPerson(t, 'bob@school.example', 'instructor');
  lea = await addPerson(t, 'lea@school.example', 'user');
  max = await addPerson(t, 'max@school.example', 'user');
});
afterAll(async () => {
  await t.close();
});

const enrolled = async (courseId: string): Promise<number> =>
  await t.connection.collection('enrolments').countDocuments({ courseId });

async function run(courseId: string, csv: string, more: object = {}): Promise<CourseImport> {
  const path = `/teach/courses/${courseId}/people`;
  const { id } = await ada.done<CourseImport>('post', `${path}/import`, { csv, dryRun: false, ...more });
  const look = async (): Promise<CourseImport> => await ada.get<CourseImport>(`${path}/imports/${id ?? ''}`);
  await eventually('the end of the import', async () => (await look()).state === 'done', 120_000);
  return await look();
}

async function eventsOf(courseId: string): Promise<unknown[]> {
  const found = await t.connection
    .collection('audit_logs')
    .find({ action: 'enrolments.imported', resourceId: courseId })
    .toArray();
  return found.map(({ details }) => (details as { facts: unknown }).facts);
}

describe('an import', () => {
  it('of many rows enrols each person once, and nobody again the second time', async () => {
    const course = await openCourse(t, ada, 'Big');
    const emails = Array.from({ length: 1_500 }, (_, index) => `big${String(index)}@school.example`);
    await addAccounts(t, emails);
    const csv = `email\n${emails.join('\n')}`;
    const first = await run(course.id, csv);
    expect(first).toMatchObject({ total: 1_500, processed: 1_500, counts: { enrolled: 1_500 } });
    expect(await enrolled(course.id)).toBe(1_500);
    expect((await run(course.id, csv)).counts).toEqual({ already: 1_500 });
    expect(await enrolled(course.id)).toBe(1_500);
    expect(await eventsOf(course.id)).toEqual([
      { rows: 1_500, enrolled: 1_500 },
      { rows: 1_500, already: 1_500 },
    ]);
  }, 180_000);

  it('says of each row what became of it, invites where it is asked to, and changes nothing in a dry run', async () => {
    const course = await openCourse(t, ada, 'Mixed');
    await addAccounts(t, ['one@mixed.example', 'two@mixed.example']);
    await ada.done('post', `/teach/courses/${course.id}/people`, { emails: ['two@mixed.example'] });
    const rows = [
      'one@mixed.example,,2040-01-01',
      'two@mixed.example,,',
      'stranger@mixed.example,=1+1,',
      'One@mixed.example,,',
      'nonsense,,',
      'ada@school.example,,',
      'x@mixed.example,,31.12.2027',
    ];
    const csv = `email,name,expires\n${rows.join('\n')}`;
    const counts = { enrolled: 1, already: 1, invited: 1, doubled: 1, bad_email: 1, teaches: 1, bad_date: 1 };
    const path = `/teach/courses/${course.id}/people/import`;
    const preview = await ada.done<CourseImport>('post', path, { csv, dryRun: true, invite: true });
    expect(preview).toMatchObject({ id: null, state: 'preview', total: 7, counts });
    expect((await ada.done<CourseImport>('post', path, { csv, dryRun: true })).counts).toMatchObject({ no_account: 1 });
    expect([await enrolled(course.id), await t.connection.collection('dev_mails').countDocuments()]).toEqual([1, 0]);
    // the same file twice at once: nobody is doubled, enrolled or mailed
    const [one, other] = await Promise.all([
      run(course.id, csv, { invite: true }),
      run(course.id, csv, { invite: true }),
    ]);
    const sum = (key: 'enrolled' | 'invited'): number => (one.counts[key] ?? 0) + (other.counts[key] ?? 0);
    expect([sum('enrolled'), sum('invited')]).toEqual([1, 1]);
    expect([await enrolled(course.id), await t.connection.collection('dev_mails').countDocuments()]).toEqual([2, 1]);
    const report = await ada.ask('get', `/teach/courses/${course.id}/people/imports/${one.id ?? ''}/report`);
    expect(report.text.split('\r\n')[3]).toMatch(/^4,stranger@mixed\.example,'=1\+1,,invited/);
    const stored = await t.connection
      .collection('enrolments')
      .findOne({ courseId: course.id, email: 'one@mixed.example' });
    expect(stored?.['expiresAt']).toEqual(new Date('2040-01-01T23:59:59.999Z'));
  }, 60_000);

  it('whose process died is taken up where it was, and tells the same as if nothing had happened', async () => {
    const course = await openCourse(t, ada, 'Interrupted');
    const emails = Array.from({ length: 600 }, (_, index) => `cut${String(index)}@school.example`);
    await addAccounts(t, emails);
    const done = await run(course.id, `email\n${emails.join('\n')}`);
    // as a process leaves it that dies after it has enrolled a chunk, and before it has written that down
    const _id = new Types.ObjectId(done.id ?? '');
    await t.connection
      .collection('enrolment_imports')
      .updateOne({ _id }, { $set: { state: 'running', lease: 'dead', leaseEnd: new Date(0), finishedAt: null } });
    const chunks = t.connection.collection('enrolment_import_rows');
    const chunk = await chunks.findOne({ importId: done.id, index: 1 });
    const rows = (chunk?.['rows'] as object[]).map((row) => ({ ...row, result: 'unread' }));
    await chunks.updateOne({ importId: done.id, index: 1 }, { $set: { done: false, rows, counts: {} } });
    const half = await ada.get<CourseImport>(`/teach/courses/${course.id}/people/imports/${done.id ?? ''}`);
    expect(half).toMatchObject({ state: 'running', processed: 350 });
    t.app.get(ImportRunnerService, { strict: false }).wake();
    const look = async (): Promise<CourseImport> =>
      await ada.get<CourseImport>(`/teach/courses/${course.id}/people/imports/${done.id ?? ''}`);
    await eventually('the end of the import', async () => (await look()).state === 'done', 60_000);
    expect(await look()).toMatchObject({ processed: 600, counts: { enrolled: 600 } });
    expect(await enrolled(course.id)).toBe(600);
  }, 120_000);
});

function callerOf(userId: string, email: string): SessionCaller {
  const origin = { ipAddress: '192.0.2.9', userAgent: '', requestId: 'x' };
  const principal = { kind: 'session', userId, email, role: 'user', permissions: ['account:self'] } as unknown;
  return { principal: principal as SessionCaller['principal'], actor: { kind: 'user', userId, email }, origin };
}

describe('a code', () => {
  it('lets in as many as it says, also when all come at once', async () => {
    const course = await openCourse(t, ada, 'Crowded', { enrolment: 'closed' });
    const { code, id } = await ada.done<CourseCode>('post', `/teach/courses/${course.id}/codes`, { limit: 10 });
    const emails = Array.from({ length: 100 }, (_, index) => `crowd${String(index)}@school.example`);
    const ids = await addAccounts(t, emails);
    const service = t.app.get(JoinService, { strict: false });
    const outcomes = await Promise.all(
      ids.map(async (userId, index) => {
        try {
          return (await service.join(code, callerOf(userId, emails[index] ?? ''))).changed ? 'in' : 'was in';
        } catch (error) {
          return (error as { code: string }).code;
        }
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'in')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'LIMIT_REACHED')).toHaveLength(90);
    expect(await enrolled(course.id)).toBe(10);
    const [listed] = await ada.get<CourseCode[]>(`/teach/courses/${course.id}/codes`);
    expect(listed).toMatchObject({ id, used: 10, limit: 10, state: 'full' });
  }, 60_000);

  it('is typed as people type, used once by each of them, and over when its teacher ends it', async () => {
    const course = await openCourse(t, ada, 'Typed');
    const codes = `/teach/courses/${course.id}/codes`;
    const { code, id } = await ada.done<CourseCode>('post', codes, { label: 'Class 7b' });
    const typed = code.toLowerCase().replace('-', ' ');
    expect(await lea.get<JoinPreview>(`/join/${encodeURIComponent(typed)}`)).toMatchObject({
      kind: 'code',
      outcome: 'joins',
      course: { slug: course.slug, title: 'Typed' },
    });
    const joined = await Promise.all(
      Array.from({ length: 5 }, async () => await lea.done<Joined>('post', '/join', { reference: typed })),
    );
    expect(joined.filter(({ changed }) => changed)).toHaveLength(1);
    expect((await ada.get<CourseCode[]>(codes))[0]).toMatchObject({ used: 1, state: 'open' });
    expect(await ada.get<JoinPreview>(`/join/${code}`)).toMatchObject({ outcome: 'teaches' });
    expect(await bob.codeOf('delete', `${codes}/${id}`)).toBe('NOT_FOUND');
    await ada.done('delete', `${codes}/${id}`);
    expect(await max.get<JoinPreview>(`/join/${code}`)).toMatchObject({ outcome: 'closed' });
    expect(await max.codeOf('post', '/join', { reference: code })).toBe('FORBIDDEN');
    for (const guess of ['AAAA-AAAA', 'a'.repeat(24), 'A'.repeat(43)]) {
      expect(await max.codeOf('post', '/join', { reference: guess })).toBe('TOKEN_INVALID');
    }
    const logged = await t.connection.collection('audit_logs').find({ action: 'course-invitation.changed' }).toArray();
    expect(JSON.stringify(logged)).not.toContain(code.replace('-', ''));
  });
});

async function linkFor(email: string): Promise<string> {
  const mail = await t.connection.collection('dev_mails').findOne({ to: email }, { sort: { _id: -1 } });
  return /\/join\/([\w-]{43})/.exec(String(mail?.['text']))?.[1] ?? '';
}

describe('an invitation', () => {
  it('opens the course to the invited address only, once, and says nothing of who has an account', async () => {
    const course = await openCourse(t, ada, 'Invited', { enrolment: 'closed' });
    const path = `/teach/courses/${course.id}/invitations`;
    const emails = ['Lea@School.example', 'stranger@school.example'];
    const results = await ada.done<InviteResult[]>('post', path, { emails, message: 'Welcome!' });
    expect(results.map(({ result }) => result)).toEqual(['invited', 'invited']);
    const token = await linkFor('lea@school.example');
    expect(await max.get<JoinPreview>(`/join/${token}`)).toMatchObject({
      outcome: 'other_account',
      invited: 'l***@school.example',
    });
    expect(await max.codeOf('post', '/join', { reference: token })).toBe('FORBIDDEN');
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => (await lea.ask('post', '/join', { reference: token })).status),
    );
    expect(answers).toContain(200);
    expect(await enrolled(course.id)).toBe(1);
    expect(
      await t.connection
        .collection('audit_logs')
        .countDocuments({ 'details.courseId': course.id, action: 'enrolment.changed' }),
    ).toBe(1);
    expect((await ada.done<InviteResult[]>('post', path, { emails }))[0]?.result).toBe('enrolled');
    // what was used does not bring back who was taken out
    const people = `/teach/courses/${course.id}/people`;
    const [one] = await ada.get<CoursePerson[]>(people);
    await ada.done('post', `${people}/removals`, { ids: [one?.id] });
    expect(await lea.codeOf('post', '/join', { reference: token })).toBe('FORBIDDEN');
    expect(await max.codeOf('post', '/join', { reference: token })).toBe('TOKEN_INVALID');
  });

  it('waits for who makes an account later, is replaced by a newer one, and is over when withdrawn or late', async () => {
    const course = await openCourse(t, ada, 'Later');
    const path = `/teach/courses/${course.id}/invitations`;
    const invite = async (): Promise<string> => {
      await ada.done('post', path, { emails: ['new@school.example'] });
      return await linkFor('new@school.example');
    };
    const first = await invite();
    const second = await invite();
    const [open, ...others] = await ada.get<CourseInvitation[]>(path);
    expect([open?.state, others]).toEqual(['open', []]);
    const newcomer = await addPerson(t, 'new@school.example', 'user');
    expect(await newcomer.codeOf('post', '/join', { reference: first })).toBe('TOKEN_INVALID');
    await ada.done('delete', `${path}/${open?.id ?? ''}`);
    expect(await newcomer.codeOf('post', '/join', { reference: second })).toBe('TOKEN_INVALID');
    const third = await invite();
    await t.connection
      .collection('course_invitations')
      .updateMany({ state: 'open' }, { $set: { expiresAt: new Date(0) } });
    expect(await newcomer.codeOf('post', '/join', { reference: third })).toBe('FORBIDDEN');
    const fourth = await invite();
    expect(await newcomer.done<Joined>('post', '/join', { reference: fourth })).toMatchObject({ changed: true });
    const stored = await t.connection.collection('course_invitations').find({}).toArray();
    expect(JSON.stringify(stored)).not.toContain(fourth);
  });
});
