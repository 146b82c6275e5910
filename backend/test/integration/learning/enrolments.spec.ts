import { type CourseAnalytics, courseAnalyticsSchema } from '@classy-book/contracts/analytics';
import type { BulkChange, CoursePerson, EnrolPeopleResult, PeopleCounts } from '@classy-book/contracts/course-people';
import type { EnrolmentStanding } from '@classy-book/contracts/enrolments';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EnrolmentExpiryService } from '../../../src/learning/enrolments/enrolment-expiry.service.js';
import { EnrolmentsPort } from '../../../src/learning/enrolments/enrolments.port.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addPerson, type Person, personOf } from '../../support/teaching.js';
import { addAccounts, openCourse } from './people.js';

let t: TestApp;
let ada: Person;
let bob: Person;
let lea: Person;
let max: Person;
let boss: Person;

beforeAll(async () => {
  t = await startApp();
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  bob = await addPerson(t, 'bob@school.example', 'instructor');
  lea = await addPerson(t, 'lea@school.example', 'user');
  max = await addPerson(t, 'max@school.example', 'user');
  boss = personOf(t, await t.signIn());
});
afterAll(async () => {
  await t.close();
});

const people = (id: string, rest = ''): string => `/teach/courses/${id}/people${rest}`;
const list = async (id: string, query = ''): Promise<CoursePerson[]> =>
  await ada.get<CoursePerson[]>(people(id, query));
const enrolments = () => t.connection.collection('enrolments');
const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);

async function changesOf(courseId: string): Promise<string[]> {
  const records = await t.connection
    .collection('audit_logs')
    .find({ action: 'enrolment.changed', 'details.courseId': courseId })
    .toArray();
  return records.map(({ details }) => (details as { change: string }).change);
}

describe('a learner', () => {
  it('enrols in an open course at once, however often and at once they ask, and may leave and come back', async () => {
    const course = await openCourse(t, ada, 'Open water');
    const path = `/learn/courses/${course.slug}`;
    expect(await lea.get<EnrolmentStanding>(`${path}/enrolment`)).toMatchObject({ next: 'enrol', enrolment: null });
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => await lea.done<EnrolmentStanding>('post', `${path}/enrol`)),
    );
    expect(new Set(answers.map(({ next }) => next))).toEqual(new Set(['learn']));
    expect(await enrolments().countDocuments({ courseId: course.id })).toBe(1);
    expect(await changesOf(course.id)).toEqual(['enrolled']);
    expect(await lea.done('delete', `${path}/enrol`)).toMatchObject({
      next: 'enrol',
      enrolment: { status: 'removed' },
    });
    const back = await lea.done<EnrolmentStanding>('post', `${path}/enrol`);
    expect(back).toMatchObject({
      next: 'learn',
      enrolment: { id: answers[0]?.enrolment?.id, status: 'active', source: 'free' },
    });
    expect((await ada.get<{ learners: number }[]>('/teach/courses?q=Open')).map(({ learners }) => learners)).toEqual([
      1,
    ]);
  });

  it('waits for a teacher where the course wants that', async () => {
    const course = await openCourse(t, ada, 'Asking first', { enrolment: 'approval', accessDays: 10 });
    const path = `/learn/courses/${course.id}/enrol`;
    for (const person of [lea, max]) expect(await person.done('post', path)).toMatchObject({ next: 'wait' });
    const waiting = await list(course.id, '?status=pending');
    expect(waiting.map(({ email }) => email)).toEqual(['lea@school.example', 'max@school.example']);
    const [first, second] = waiting.map(({ id }) => id);
    const approve = { ids: [first], decision: 'approve' };
    const at = people(course.id, '/decisions');
    // two teachers at once: one of them answers
    const both = await Promise.all([
      ada.done<BulkChange>('post', at, approve),
      boss.done<BulkChange>('post', at, approve),
    ]);
    expect(both.map(({ changed }) => changed).sort()).toEqual([0, 1]);
    await ada.done('post', at, { ids: [second], decision: 'reject' });
    const [leas] = await list(course.id, '?status=active');
    expect(new Date(leas?.expiresAt ?? 0).getTime()).toBeGreaterThan(days(9).getTime());
    expect(await max.codeOf('post', path)).toBe('FORBIDDEN');
    expect((await changesOf(course.id)).sort()).toEqual(['approved', 'rejected', 'requested', 'requested']);
  });

  it('does not get into a course that is closed, archived, a draft or has a price, and is told why', async () => {
    const closed = await openCourse(t, ada, 'Closed', { enrolment: 'closed' });
    const archived = await openCourse(t, ada, 'Archived', { state: 'archived' });
    const draft = await openCourse(t, ada, 'Draft', { state: 'draft' });
    const priced = await openCourse(t, ada, 'Priced', { price: { amount: 900, currency: 'EUR' } });
    const codes = await Promise.all(
      [closed, archived, draft, priced].map(async ({ id }) => await lea.codeOf('post', `/learn/courses/${id}/enrol`)),
    );
    expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND', 'PAYMENT_REQUIRED']);
    expect(await lea.codeOf('get', `/learn/courses/${draft.id}/enrolment`)).toBe('NOT_FOUND');
    expect(await ada.codeOf('post', `/learn/courses/${closed.id}/enrol`)).toBe('CONFLICT');
    expect(
      await enrolments().countDocuments({ courseId: { $in: [closed.id, archived.id, draft.id, priced.id] } }),
    ).toBe(0);
  });

  it('cannot come back by themselves when a teacher took them out or their time is over', async () => {
    const course = await openCourse(t, ada, 'Taken out');
    const path = `/learn/courses/${course.id}/enrol`;
    const ids = await Promise.all(
      [lea, max].map(async (person) => (await person.done<EnrolmentStanding>('post', path)).enrolment?.id),
    );
    await ada.done('post', people(course.id, '/removals'), { ids: [ids[0]] });
    expect(await lea.codeOf('post', path)).toBe('FORBIDDEN');
    expect(await list(course.id)).toHaveLength(1);
    await enrolments().updateOne({ _id: new Types.ObjectId(ids[1]) }, { $set: { expiresAt: days(-1) } });
    // leaving does not turn back the time
    await max.ask('delete', path);
    expect(await max.codeOf('post', path)).toBe('FORBIDDEN');
    // a teacher can
    const again = await ada.done<EnrolPeopleResult[]>('post', people(course.id), {
      emails: ['lea@school.example', 'max@school.example'],
    });
    expect(again.map(({ result }) => result)).toEqual(['enrolled', 'enrolled']);
    expect(await list(course.id, '?status=active')).toHaveLength(2);
  });

  it('has access until its end, from that moment on not, and one record says so', async () => {
    const course = await openCourse(t, ada, 'Ending');
    await lea.done('post', `/learn/courses/${course.id}/enrol`);
    const port = t.app.get(EnrolmentsPort, { strict: false });
    const { userId } = { userId: lea.tokens.user.id };
    expect((await port.requireReader(course.id, userId)).status).toBe('active');
    await enrolments().updateOne({ courseId: course.id }, { $set: { expiresAt: new Date(Date.now() - 5) } });
    await expect(port.requireReader(course.id, userId)).rejects.toMatchObject({ code: 'ENROLMENT_REQUIRED' });
    expect((await list(course.id)).map(({ status }) => status)).toEqual(['expired']);
    expect(await ada.get<PeopleCounts>(people(course.id, '/counts'))).toMatchObject({ active: 0, total: 1 });
    const sweeper = t.app.get(EnrolmentExpiryService, { strict: false });
    await Promise.all([sweeper.sweep(), sweeper.sweep(), sweeper.sweep()]);
    expect(await changesOf(course.id)).toEqual(['enrolled', 'expired']);
    const [one] = await list(course.id, '?status=expired');
    await ada.done('post', people(course.id, '/expiry'), { ids: [one?.id], expiresAt: days(5).toISOString() });
    expect((await port.requireReader(course.id, userId)).status).toBe('active');
    const past = { ids: [one?.id], expiresAt: days(-5).toISOString() };
    expect(await ada.codeOf('post', people(course.id, '/expiry'), past)).toBe('VALIDATION_FAILED');
  });
});

describe('the people of a course', () => {
  it('are seen and changed by its teachers and administrators only', async () => {
    const course = await openCourse(t, ada, 'Private');
    const { enrolment } = await lea.done<EnrolmentStanding>('post', `/learn/courses/${course.id}/enrol`);
    const ids = { ids: [enrolment?.id] };
    const doors: [Parameters<Person['ask']>[0], string, object?][] = [
      ['get', ''],
      ['get', '/counts'],
      ['get', '/export'],
      ['get', `/${enrolment?.id ?? ''}`],
      ['get', '/imports'],
      ['post', '', { emails: ['max@school.example'] }],
      ['post', '/removals', ids],
      ['post', '/decisions', { ...ids, decision: 'approve' }],
      ['post', '/expiry', { ...ids, expiresAt: null }],
      ['post', '/import', { csv: 'email\nmax@school.example', dryRun: false }],
      ['get', '/../invitations'],
      ['post', '/../invitations', { emails: ['x@school.example'] }],
      ['get', '/../codes'],
      ['post', '/../codes', {}],
    ];
    for (const [method, path, body] of doors) {
      const at = people(course.id, path).replace('/people/..', '');
      expect([method, path, await bob.codeOf(method, at, body)]).toEqual([method, path, 'NOT_FOUND']);
      expect([method, path, await lea.codeOf(method, at, body)]).toEqual([method, path, 'FORBIDDEN']);
    }
    expect(await boss.get<CoursePerson[]>(people(course.id))).toHaveLength(1);
    // an enrolment of another course is nobody's business either
    const other = await openCourse(t, bob, 'Other');
    expect(await bob.codeOf('get', people(other.id, `/${enrolment?.id ?? ''}`))).toBe('NOT_FOUND');
    expect(await bob.done('post', people(other.id, '/removals'), ids)).toEqual({ changed: 0, unchanged: 1 });
  });

  it('are listed page by page in every order, found by name and email, and filtered', async () => {
    const course = await openCourse(t, ada, 'Many');
    const emails = Array.from({ length: 7 }, (_, index) => `p${String(index)}@many.example`);
    await addAccounts(t, emails);
    await boss.done('post', people(course.id), { emails });
    const all = await list(course.id);
    for (const [index, { id }] of all.entries()) {
      const progress = { percent: [0, 0, 50, 50, 100, 10, 10][index], done: 0, total: 1, outlineRevision: 0 };
      await enrolments().updateOne(
        { _id: new Types.ObjectId(id) },
        { $set: { progress, activeAt: days(-3 * index - 10), enrolledAt: days(-40) } },
      );
    }
    for (const sort of ['name', '-name', 'enrolledAt', 'progress', '-progress', 'lastActivity', '-lastActivity']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const answer = await ada.ask(
          'get',
          people(course.id, `?sort=${sort}&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`),
        );
        const page = answer.body as { data: CoursePerson[]; pagination: { nextCursor: string | null } };
        seen.push(...page.data.map(({ email }) => email));
        cursor = page.pagination.nextCursor;
      }
      expect([sort, [...seen].sort()]).toEqual([sort, emails]);
    }
    expect((await list(course.id, '?sort=progress')).map(({ percent }) => percent)).toEqual([
      0, 0, 10, 10, 50, 50, 100,
    ]);
    expect((await list(course.id, '?q=P3')).map(({ email }) => email)).toEqual(['p3@many.example']);
    expect(await list(course.id, '?q=learner')).toHaveLength(7);
    expect(await list(course.id, '?source=admin&progress=some')).toHaveLength(4);
    expect((await list(course.id, '?risk=behind')).map(({ percent }) => percent)).toEqual([0, 0, 10, 10]);
    expect((await list(course.id, '?risk=inactive')).every(({ risk }) => risk === 'inactive')).toBe(true);
    for (const bad of ['?sort=email', '?cursor=AAAA', '?limit=1000', '?status=$ne', '?q[$gt]=']) {
      expect([bad, await ada.codeOf('get', people(course.id, bad))]).toEqual([bad, 'VALIDATION_FAILED']);
    }
  });

  it('carry the names they have now, and go with their accounts', async () => {
    const course = await openCourse(t, ada, 'Renaming');
    const zoe = await addPerson(t, 'zoe@school.example', 'user');
    await zoe.done('post', `/learn/courses/${course.id}/enrol`);
    await zoe.done('patch', '/account/profile', { firstName: '=HYPERLINK("x")', lastName: 'Ünal' });
    await eventually('the new name', async () => (await list(course.id, '?q=unal')).length === 1);
    const { text } = await ada.ask('get', people(course.id, '/export'));
    expect(text).toContain(`"'=HYPERLINK(""x"") Ünal",zoe@school.example,active,free`);
    const exported = await zoe.ask('get', '/account/export');
    expect(JSON.stringify(exported.body)).toContain('"course":"Renaming"');
  });
});

describe('the figures of a course', () => {
  it('count who came, how far and how fast, for its teachers only', async () => {
    const course = await openCourse(t, ada, 'Figures');
    const path = `/teach/courses/${course.id}/analytics`;
    for (const person of [lea, max]) await person.done('post', `/learn/courses/${course.id}/enrol`);
    await enrolments().updateOne(
      { courseId: course.id, userId: lea.tokens.user.id },
      { $set: { status: 'completed', enrolledAt: days(-4), completedAt: days(-1) } },
    );
    const figures = await ada.get<CourseAnalytics>(path);
    expect(courseAnalyticsSchema.safeParse(figures).success).toBe(true);
    expect(figures).toMatchObject({
      learners: { active: 1, completed: 1 },
      times: { count: 1, median: 3 },
      lessons: [],
    });
    const sum = (key: 'enrolled' | 'completed') => figures.enrolments.reduce((total, piece) => total + piece[key], 0);
    expect([sum('enrolled'), sum('completed'), figures.enrolments.at(-1)?.enrolled]).toEqual([2, 1, 1]);
    expect((await ada.ask('get', `${path}/export?table=times`)).text).toContain(
      'from,to,count\r\n0,1,0\r\n1,3,0\r\n3,7,1',
    );
    for (const at of [path, `${path}/export?table=lessons`]) {
      expect([await bob.codeOf('get', at), await lea.codeOf('get', at)]).toEqual(['NOT_FOUND', 'FORBIDDEN']);
    }
    expect(await ada.codeOf('get', `${path}?bucket=year`)).toBe('VALIDATION_FAILED');
  });
});
