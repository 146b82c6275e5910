import type { Announcement, Question, QuestionDetail } from '@classy-book/contracts/community';
import { announcementSchema, questionDetailSchema, questionSchema } from '@classy-book/contracts/community';
import type { Course } from '@classy-book/contracts/courses';
import type { Notification } from '@classy-book/contracts/notifications';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_ORIGIN } from '../../../src/common/events/actor.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { EnrolmentsPort } from '../../../src/learning/enrolments/enrolments.port.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { addPerson, makeCourse, type Person, publishCourse, publishLesson } from '../../support/teaching.js';

let t: TestApp;
let ada: Person;
let other: Person;
let lea: Person;
let max: Person;
let stranger: Person;
let course: Course;
let open: string;
let locked: string;

const told = async (person: Person, kind: string) =>
  (await person.get<Notification[]>('/notifications')).filter((one) => one.kind === kind);
const lesson = (id: string, rest = '') => `/learn/courses/${course.slug}/lessons/${id}/questions${rest}`;
const ask = async (person: Person, title: string) =>
  await person.done<QuestionDetail>('post', lesson(open), { title, text: 'First line\r\nsecond' });
const answer = async (person: Person, id: string, text = 'Like this.') =>
  await person.done<QuestionDetail>('post', `/discussions/questions/${id}/answers`, { text });
const read = async (person: Person, id: string) => await person.get<QuestionDetail>(`/discussions/questions/${id}`);
const titles = async (person: Person, path: string) => (await person.get<Question[]>(path)).map(({ title }) => title);
const recorded = async (change: string, postId: string) =>
  await t.connection.collection('audit_logs').findOne({
    ...{ action: 'post.changed', resourceId: postId, 'details.change': change },
  });

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1' });
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  other = await addPerson(t, 'otto@school.example', 'instructor');
  lea = await addPerson(t, 'lea@school.example', 'user');
  max = await addPerson(t, 'max@school.example', 'user');
  stranger = await addPerson(t, 'sam@school.example', 'user');
  course = await makeCourse(ada, 'Brewing tea', [['One', 'Two']]);
  [open = '', locked = ''] = course.sections.flatMap(({ lessons }) => lessons.map(({ id }) => id));
  await publishLesson(ada, open, undefined, { rules: [{ kind: 'marked' }] });
  await publishLesson(ada, locked);
  const { version } = await publishCourse(ada, course.id);
  await ada.done('patch', `/teach/courses/${course.id}`, { version, sequential: true });
  const enrolments = t.app.get(EnrolmentsPort, { strict: false });
  for (const person of [lea, max]) await enrolments.enrol(course.id, person.tokens.user.id, 'free');
});
afterAll(async () => {
  await t.close();
});

describe('an announcement', () => {
  const path = () => `/teach/courses/${course.id}/announcements`;

  it('is cleaned, listed for those in the course, told to its learners, and on record', async () => {
    const sent = { title: 'No lesson on Friday', html: '<p onclick="x()">Sorry<script>alert(1)</script></p>' };
    const made = await ada.done<Announcement>('post', path(), sent);
    expect(announcementSchema.safeParse(made).error).toBeUndefined();
    expect(made).toMatchObject({ title: sent.title, html: '<p>Sorry</p>', author: 'Test Person' });
    expect(await lea.get(`/learn/courses/${course.slug}/announcements`)).toEqual([made]);
    expect(await recorded('announced', made.id)).toMatchObject({ details: { facts: { title: sent.title } } });
    await eventually('both learners', async () => {
      const lists = await Promise.all([lea, max].map(async (one) => await told(one, 'course_announcement')));
      return lists.every((list) => list.length === 1);
    });
    expect((await told(lea, 'course_announcement'))[0]).toMatchObject({
      ...{ link: `/learn/${course.slug}`, facts: { course: 'Brewing tea', title: sent.title } },
    });
    expect(await told(stranger, 'course_announcement')).toEqual([]);
    const quiet = await ada.done<Announcement>('post', path(), { ...sent, title: 'Quiet', notify: false });
    const page = await lea.ask('get', `/learn/courses/${course.slug}/announcements?limit=1`);
    expect(page.body).toMatchObject({ data: [{ id: quiet.id }], pagination: { nextCursor: quiet.id } });
    await ada.done('delete', `${path()}/${made.id}`);
    expect(await lea.get(`/learn/courses/${course.slug}/announcements?cursor=${quiet.id}`)).toEqual([]);
    expect(await told(lea, 'course_announcement')).toHaveLength(1);
  });

  it('is made and taken back by the teachers of the course only, and read by nobody outside', async () => {
    const sent = { title: 'Mine', html: '<p>x</p>' };
    expect(await other.codeOf('post', path(), sent)).toBe('NOT_FOUND');
    expect(await lea.codeOf('post', path(), sent)).toBe('FORBIDDEN');
    expect(await other.codeOf('get', path())).toBe('NOT_FOUND');
    for (const person of [stranger, other]) {
      expect(await person.codeOf('get', `/learn/courses/${course.slug}/announcements`)).toBe('ENROLMENT_REQUIRED');
    }
    const [kept] = await ada.get<Announcement[]>(path());
    expect(await other.codeOf('delete', `${path()}/${kept?.id ?? ''}`)).toBe('NOT_FOUND');
    expect(await ada.codeOf('post', path(), { title: 'Empty', html: '<p> </p><script>x</script>' })).toBe(
      'VALIDATION_FAILED',
    );
    expect(await ada.codeOf('post', path(), { title: ' ', html: 'x' })).toBe('VALIDATION_FAILED');
  });
});

describe('a question', () => {
  it('is asked under an open lesson, told to the teachers, and answered with their badge', async () => {
    const made = await ask(lea, 'Which water?');
    expect(questionDetailSchema.safeParse(made).error).toBeUndefined();
    expect(made).toMatchObject({ text: 'First line\nsecond', lessonTitle: 'One', answers: 0, thread: [] });
    expect(made.author).toEqual({ name: 'Test Person', avatarUrl: null, teacher: false, you: true });
    await eventually('the teacher', async () => (await told(ada, 'course_question')).length === 1);
    await answer(max, made.id, 'Soft.');
    const seen = await answer(ada, made.id, 'Soft and cold.');
    expect(seen).toMatchObject({ answers: 2, answeredByTeacher: true, may: { moderate: true, accept: true } });
    expect(seen.thread.map(({ author }) => author.teacher)).toEqual([false, true]);
    await eventually('who asked', async () => (await told(lea, 'course_answer')).length === 2);
    expect((await read(max, made.id)).may).toEqual({ edit: false, delete: false, moderate: false, accept: false });
    const listed = await lea.get<Question[]>(lesson(open));
    expect(questionSchema.array().safeParse(listed).error).toBeUndefined();
    expect(listed).toMatchObject([{ title: 'Which water?', answers: 2 }]);
  });

  it('cannot be read or asked where the lesson is locked, foreign or closed, by whatever route', async () => {
    const secret = await ada.done<QuestionDetail>('post', lesson(locked), { title: 'Behind the lock', text: 'x' });
    const reply = (await answer(ada, secret.id)).thread[0]?.id ?? '';
    const tried = [
      ['get', lesson(locked), undefined],
      ['post', lesson(locked), { title: 'x', text: 'x' }],
      ['get', `/discussions/questions/${secret.id}`, undefined],
      ['post', `/discussions/questions/${secret.id}/answers`, { text: 'x' }],
      ['patch', `/discussions/answers/${reply}`, { text: 'x' }],
      ['delete', `/discussions/answers/${reply}`, undefined],
      ['put', `/discussions/questions/${secret.id}/accepted`, { answerId: reply }],
      ['put', `/discussions/questions/${secret.id}/hidden`, { reason: 'x' }],
    ] as const;
    for (const [method, path, body] of tried) {
      expect([path, await lea.codeOf(method, path, body)]).toEqual([path, 'LESSON_LOCKED']);
      expect([path, await stranger.codeOf(method, path, body)]).toEqual([path, 'ENROLMENT_REQUIRED']);
      expect([path, await other.codeOf(method, path, body)]).toEqual([path, 'ENROLMENT_REQUIRED']);
    }
    expect(await lea.codeOf('get', `/teach/courses/${course.id}/questions`)).toBe('FORBIDDEN');
    expect(await other.codeOf('get', `/teach/courses/${course.id}/questions`)).toBe('NOT_FOUND');
    expect((await read(ada, secret.id)).thread).toMatchObject([{ id: reply, text: 'Like this.' }]);
  });

  it('has one accepted answer, whoever accepts at once, and the one who gave it is told', async () => {
    const { id } = await ask(lea, 'How long?');
    await answer(max, id, 'Three minutes.');
    const { thread } = await answer(ada, id, 'Four minutes.');
    const path = `/discussions/questions/${id}/accepted`;
    expect(await max.codeOf('put', path, { answerId: thread[0]?.id })).toBe('FORBIDDEN');
    const foreign = (await answer(ada, (await ask(max, 'Elsewhere')).id)).thread[0]?.id;
    expect(await lea.codeOf('put', path, { answerId: foreign })).toBe('NOT_FOUND');
    const accepting = [...thread, ...thread].map(async (one) => await lea.codeOf('put', path, { answerId: one.id }));
    expect(new Set(await Promise.all(accepting))).toEqual(new Set(['done']));
    const last = await lea.done<QuestionDetail>('put', path, { answerId: thread[1]?.id });
    expect(last.thread.map(({ text, accepted }) => [text, accepted])).toEqual([
      ['Four minutes.', true],
      ['Three minutes.', false],
    ]);
    await eventually('who answered', async () => (await told(max, 'answer_accepted')).length === 1);
    await ada.done('put', `/discussions/answers/${thread[1]?.id ?? ''}/hidden`, { reason: 'Not so' });
    expect(await read(lea, id)).toMatchObject({ acceptedAnswerId: null, answers: 1, answeredByTeacher: false });
  });

  it('counts right, whatever answers come and go at once', async () => {
    const { id } = await ask(lea, 'Everybody at once');
    await Promise.all(Array.from({ length: 6 }, async (_, at) => await answer(at % 2 === 0 ? max : lea, id)));
    const { thread } = await read(max, id);
    await Promise.all([
      ...thread.slice(0, 2).map(async (one) => await ada.done('delete', `/discussions/answers/${one.id}`)),
      ...thread.slice(2, 4).map(async (one) => {
        await ada.done('put', `/discussions/answers/${one.id}/hidden`, { reason: 'Twice' });
      }),
    ]);
    expect((await read(max, id)).answers).toBe(2);
    const unanswered = `/teach/courses/${course.id}/questions?filter=unanswered`;
    expect(await titles(ada, unanswered)).not.toContain('Everybody at once');
    await ask(max, 'Nobody yet');
    expect(await titles(ada, unanswered)).toEqual(['Nobody yet']);
  });
});

describe('moderation', () => {
  it('hides a post from everybody but its author and the teachers, with the reason, and shows it again', async () => {
    const { id } = await ask(lea, 'Rude words');
    const path = `/discussions/questions/${id}/hidden`;
    for (const person of [lea, max]) expect(await person.codeOf('put', path, { reason: 'x' })).toBe('FORBIDDEN');
    await ada.done('put', path, { reason: 'Be kind' });
    expect(await recorded('hidden', id)).toMatchObject({ details: { kind: 'question', facts: { reason: 'Be kind' } } });
    expect((await read(lea, id)).hidden).toEqual({ reason: 'Be kind' });
    expect(await max.codeOf('get', `/discussions/questions/${id}`)).toBe('NOT_FOUND');
    expect(await max.codeOf('post', `/discussions/questions/${id}/answers`, { text: 'x' })).toBe('NOT_FOUND');
    expect(await titles(max, lesson(open))).not.toContain('Rude words');
    expect(await titles(max, lesson(open, '?filter=hidden'))).toEqual([]);
    expect(await titles(lea, lesson(open))).toContain('Rude words');
    expect(await titles(ada, `/teach/courses/${course.id}/questions?filter=hidden`)).toEqual(['Rude words']);
    await ada.done('put', path, { reason: null });
    expect(await titles(max, lesson(open))).toContain('Rude words');
  });

  it('lets authors change what they wrote for a day, and remove what nobody has answered', async () => {
    const { id } = await ask(lea, 'Typo');
    const path = `/discussions/questions/${id}`;
    expect(await max.codeOf('patch', path, { title: 'Mine', text: 'x' })).toBe('FORBIDDEN');
    expect(await ada.codeOf('patch', path, { title: 'Mine', text: 'x' })).toBe('FORBIDDEN');
    const edited = await lea.done<QuestionDetail>('patch', path, { title: 'No typo', text: 'x' });
    expect(edited).toMatchObject({ title: 'No typo', may: { edit: true, delete: true } });
    expect(edited.editedAt).not.toBeNull();
    const old = new Date(Date.now() - 25 * 3_600_000);
    await t.connection.collection('lesson_questions').updateOne({ title: 'No typo' }, { $set: { at: old } });
    expect(await lea.codeOf('patch', path, { title: 'Late', text: 'x' })).toBe('FORBIDDEN');
    expect(await max.codeOf('delete', path)).toBe('FORBIDDEN');
    const replied = (await answer(max, id)).thread[0]?.id ?? '';
    expect(await lea.codeOf('delete', path)).toBe('CONFLICT');
    expect(await lea.codeOf('delete', `/discussions/answers/${replied}`)).toBe('FORBIDDEN');
    await max.done('delete', `/discussions/answers/${replied}`);
    await lea.done('delete', path);
    expect(await lea.codeOf('get', path)).toBe('NOT_FOUND');
  });

  it.each([
    { title: '', text: 'x' },
    { title: 'x'.repeat(161), text: 'x' },
    { title: 'x', text: '   ' },
    { title: 'x', text: 'x'.repeat(5_001) },
    { title: 'x', text: 'a\u0000b' },
    { title: { $gt: '' }, text: 'x' },
    { title: 'x', text: 'x', authorId: 'f'.repeat(24) },
  ])('refuses %j', async (body) => {
    expect(await lea.codeOf('post', lesson(open), body)).toBe('VALIDATION_FAILED');
  });

  it('leaves what somebody wrote who has gone, without their name', async () => {
    const { id } = await ask(max, 'Farewell');
    const { id: userId, email } = max.tokens.user;
    const gone = { change: 'deleted', userId, email, facts: {}, actor: { kind: 'system' }, origin: NO_ORIGIN } as const;
    await t.app.get(EventBus, { strict: false }).publish('account.changed', gone);
    const posts = [t.connection.collection('lesson_questions'), t.connection.collection('lesson_answers')];
    const named = { authorId: new mongo.ObjectId(userId) };
    await eventually('the name to be gone', async () => {
      const left = await Promise.all(posts.map(async (collection) => await collection.countDocuments(named)));
      return left.every((count) => count === 0);
    });
    expect((await read(lea, id)).author).toEqual({ name: null, avatarUrl: null, teacher: false, you: false });
  });
});
