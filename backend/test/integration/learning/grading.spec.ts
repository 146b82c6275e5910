import { type Submission, submissionSchema } from '@classy-book/contracts/assignments';
import type { Course } from '@classy-book/contracts/courses';
import type { FileInfo } from '@classy-book/contracts/files';
import * as gradebook from '@classy-book/contracts/gradebook';
import type { LearnLesson, ProgressReset } from '@classy-book/contracts/learn';
import type { Notification } from '@classy-book/contracts/notifications';
import type { QuizAttempt } from '@classy-book/contracts/quiz-attempts';
import { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import * as quizzing from '../../support/quizzing.js';
import {
  addPerson,
  makeCourse,
  type Person,
  publishCourse,
  publishLesson,
  tellDeleted,
} from '../../support/teaching.js';

let t: TestApp;
let ada: Person;
let bea: Person;
let other: Person;
let lea: Person;
let max: Person;
let stranger: Person;
let course: Course;
let quizId: string;
let quizPath: string;
let taskPath: string;
let of: Record<'lea' | 'max', string>;

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1' });
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  bea = await addPerson(t, 'bea@school.example', 'instructor');
  other = await addPerson(t, 'otto@school.example', 'instructor');
  lea = await addPerson(t, 'lea@school.example', 'user');
  max = await addPerson(t, 'max@school.example', 'user');
  stranger = await addPerson(t, 'sam@school.example', 'user');
  course = await makeCourse(ada, 'Leaves', [['Quiz', 'Task']]);
  const [quizLesson = '', taskLesson = ''] = course.sections.flatMap((section) => section.lessons.map(({ id }) => id));
  const quiz = await quizzing.makeQuiz(ada, course.id, {
    title: 'On trees',
    questions: [quizzing.ESSAY],
    feedback: 'score',
  });
  quizId = quiz.id;
  const score = (blockId: string) => ({ rules: [{ kind: 'score', blockId, minimum: 50 }] as const });
  await publishLesson(ada, quizLesson, [quizzing.quizBlock(quiz.id)], { rules: [...score('quiz01').rules] });
  await publishLesson(ada, taskLesson, [quizzing.TASK], { rules: [{ kind: 'submitted', blockId: 'task01' }] });
  const { version } = await publishCourse(ada, course.id);
  await ada.done('put', `/teach/courses/${course.id}/teachers`, { version, emails: ['bea@school.example'] });
  quizPath = `/learn/courses/${course.slug}/lessons/${quizLesson}/quizzes/quiz01`;
  taskPath = `/learn/courses/${course.slug}/lessons/${taskLesson}/assignments/task01`;
  of = { lea: await quizzing.enrol(t, course, lea), max: await quizzing.enrol(t, course, max) };
});
afterAll(async () => {
  await t.close();
});

const teach = (rest: string): string => `/teach/courses/${course.id}/${rest}`;
const hand = async (person: Person, version: number, text: string, submit = true, fileIds: string[] = []) =>
  await person.done<Submission>('put', taskPath, { version, text, fileIds, submit });

describe('an essay', () => {
  it('waits in the queue, is graded, and only then counts', async () => {
    const attempt = await quizzing.writeEssay(lea, quizPath, 'Because of the light.');
    expect(attempt).toMatchObject({ state: 'needs_grading', result: { percent: null, points: null, passed: null } });
    const [waiting] = await ada.get<gradebook.GradingRow[]>(teach('grading'));
    expect(gradebook.gradingRowSchema.parse(waiting)).toMatchObject({
      id: attempt.id,
      kind: 'quiz',
      title: 'On trees',
    });
    expect(JSON.stringify(waiting)).not.toContain('light');
    const work = gradebook.essayWorkSchema.parse(await ada.get(teach(`grading/quiz/${attempt.id}`)));
    expect(work.essays).toMatchObject([{ answer: 'Because of the light.', maxPoints: 5, points: null }]);
    const essays = [{ questionId: 'essay1', points: 4, comment: 'And the water?' }];
    const path = teach(`grading/quiz/${attempt.id}`);
    const tooMuch = { version: work.version, essays: [{ ...essays[0], points: 6 }] };
    expect(await ada.codeOf('put', path, tooMuch)).toBe('VALIDATION_FAILED');
    const both = await Promise.all(
      [ada, bea].map(async (person) => await person.codeOf('put', path, { version: work.version, essays })),
    );
    expect(both.sort()).toEqual(['STALE', 'done']);
    expect(await ada.get<gradebook.GradingRow[]>(teach('grading'))).toEqual([]);
    const seen = await lea.get<QuizAttempt>(`/learn/quiz-attempts/${attempt.id}`);
    expect(seen).toMatchObject({ state: 'graded', result: { percent: 80, passed: true } });
    expect(seen.result?.questions).toMatchObject([{ points: 4, comment: 'And the water?' }]);
    const lesson = await lea.get<LearnLesson>(quizPath.replace('/quizzes/quiz01', ''));
    expect(lesson.state).toBe('complete');
  });

  it('is told of: the teachers that it waits, its writer that it was graded', async () => {
    const kindsOf = async (person: Person) =>
      (await person.get<Notification[]>('/notifications')).map(({ kind, facts }) => [kind, facts['item']]);
    await eventually('the news', async () => (await kindsOf(lea)).length > 0 && (await kindsOf(bea)).length > 0);
    expect(await kindsOf(lea)).toContainEqual(['work_graded', 'On trees']);
    expect(await kindsOf(bea)).toContainEqual(['work_to_grade', 'On trees']);
    const recorded = await t.connection.collection('audit_logs').countDocuments({ 'details.change': 'graded' });
    expect(recorded).toBe(1);
  });
});

describe('an assignment', () => {
  it('is kept as a draft that no teacher sees, handed in, returned, handed in again and graded', async () => {
    expect(submissionSchema.parse(await lea.get(taskPath))).toMatchObject({ state: 'draft', version: 0, open: true });
    const draft = await hand(lea, 0, 'A first try', false);
    expect(draft).toMatchObject({ state: 'draft', version: 1, submittedAt: null });
    expect(await ada.get<gradebook.GradingRow[]>(teach('grading'))).toEqual([]);
    const handedIn = await hand(lea, 1, 'My leaf');
    expect(handedIn).toMatchObject({ state: 'submitted', attempts: 1 });
    const lesson = await lea.get<LearnLesson>(taskPath.replace('/assignments/task01', ''));
    expect(lesson.state).toBe('complete');
    const [row] = await ada.get<gradebook.GradingRow[]>(teach('grading?blockId=task01'));
    expect(row).toMatchObject({ kind: 'assignment', title: 'Draw a leaf', number: 1 });
    const path = teach(`grading/assignment/${row?.id ?? ''}`);
    const work = gradebook.assignmentWorkSchema.parse(await ada.get<gradebook.AssignmentWork>(path));
    expect(work).toMatchObject({ text: 'My leaf', html: '<p>Go outside.</p>', maxPoints: 20 });
    await ada.done('put', path, { version: work.version, points: null, comment: 'Bigger, please.' });
    const returned = await lea.get<Submission>(taskPath);
    expect(returned).toMatchObject({ state: 'returned', comment: 'Bigger, please.', open: true });
    const again = await hand(lea, returned.version, 'A bigger leaf');
    expect(again).toMatchObject({ state: 'submitted', attempts: 2 });
    expect(await ada.codeOf('put', path, { version: work.version, points: 20, comment: '' })).toBe('STALE');
    const newest = await ada.get<gradebook.AssignmentWork>(path);
    const tooMuch = { version: newest.version, points: 21, comment: '' };
    expect(await ada.codeOf('put', path, tooMuch)).toBe('VALIDATION_FAILED');
    await ada.done('put', path, { version: newest.version, points: 15, comment: 'Lovely.' });
    const graded = await lea.get<Submission>(taskPath);
    expect(graded).toMatchObject({ state: 'graded', points: 15, maxPoints: 20, comment: 'Lovely.', open: false });
    const more = { version: graded.version, text: 'More', fileIds: [], submit: true };
    expect(await lea.codeOf('put', taskPath, more)).toBe('CONFLICT');
  });

  it('keeps one state of two writes at once', async () => {
    const codes = await Promise.all(
      [1, 2, 3, 4].map(async (number) => {
        const text = `Try ${String(number)}`;
        return await max.codeOf('put', taskPath, { version: 0, text, fileIds: [], submit: true });
      }),
    );
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(codes.filter((code) => code === 'STALE')).toHaveLength(3);
    expect(await max.get<Submission>(taskPath)).toMatchObject({ version: 1, attempts: 1 });
  });

  it('takes files of its writer only, which only they and the teachers of the course read', async () => {
    const file = ((await quizzing.uploadWork(t, max, course.id)).body as { data: FileInfo }).data;
    expect((await quizzing.uploadWork(t, stranger, course.id)).status).toBe(403);
    const body = { version: 1, text: '', fileIds: [file.id], submit: true };
    const unknown = { ...body, text: 'x', fileIds: ['f'.repeat(24)] };
    expect(await max.codeOf('put', taskPath, unknown)).toBe('VALIDATION_FAILED');
    expect(await lea.codeOf('put', taskPath, body)).not.toBe('done');
    const handedIn = await max.done<Submission>('put', taskPath, body);
    expect(handedIn.files).toMatchObject([{ id: file.id, name: 'leaf.pdf' }]);
    const [row] = await ada.get<gradebook.GradingRow[]>(teach('grading'));
    const work = await ada.get<gradebook.AssignmentWork>(teach(`grading/assignment/${row?.id ?? ''}`));
    const opened = async (url: string) => (await supertest(t.url).get(url)).status;
    expect(await opened(work.files[0]?.url ?? '')).toBe(200);
    for (const person of [max, ada, bea]) expect((await person.ask('get', `/files/${file.id}`)).status).toBe(200);
    for (const person of [lea, stranger, other]) {
      expect((await person.ask('get', `/files/${file.id}`)).status).toBeGreaterThanOrEqual(403);
    }
  });

  it('is nothing to strangers, and nothing is kept for who teaches the course', async () => {
    for (const person of [stranger, other]) expect(await person.codeOf('get', taskPath)).toBe('ENROLMENT_REQUIRED');
    expect(await lea.codeOf('get', taskPath.replace('task01', 'task02'))).toBe('NOT_FOUND');
    expect(await ada.get<Submission>(taskPath)).toMatchObject({ state: 'draft', open: false });
    const body = { version: 0, text: 'x', fileIds: [], submit: true };
    expect(await ada.codeOf('put', taskPath, body)).toBe('FORBIDDEN');
  });
});

describe('the gradebook', () => {
  it('shows every learner with what they have for each item, in pages', async () => {
    const columns = await ada.get<unknown[]>(teach('gradebook/columns'));
    expect(columns.map((column) => gradebook.gradebookColumnSchema.parse(column).title)).toEqual([
      'On trees',
      'Draw a leaf',
    ]);
    const first = await ada.ask('get', teach('gradebook?sort=grade&limit=1'));
    const { data, pagination } = first.body as { data: gradebook.GradebookRow[]; pagination: { nextCursor: string } };
    expect(gradebook.gradebookRowSchema.parse(data[0])).toMatchObject({
      email: 'lea@school.example',
      grade: 77.5,
      progress: 100,
    });
    expect(data[0]?.cells).toEqual(
      expect.arrayContaining([
        { blockId: 'quiz01', percent: 80, state: 'graded', attempts: 1 },
        { blockId: 'task01', percent: 75, state: 'graded', attempts: 2 },
      ]),
    );
    const cursor = encodeURIComponent(pagination.nextCursor);
    const second = await ada.get<gradebook.GradebookRow[]>(teach(`gradebook?sort=grade&limit=1&cursor=${cursor}`));
    expect(second).toMatchObject([{ email: 'max@school.example', grade: null }]);
    expect(second[0]?.cells).toMatchObject([{ percent: null, state: 'needs_grading' }]);
    expect(await ada.get<gradebook.GradebookRow[]>(teach('gradebook?q=max'))).toHaveLength(1);
    expect(await ada.get<gradebook.GradebookRow[]>(teach('gradebook?status=removed'))).toEqual([]);
    expect(await ada.codeOf('get', teach('gradebook?cursor=nonsense'))).toBe('VALIDATION_FAILED');
    expect(await ada.codeOf('get', teach('gradebook?sort[$gt]=1'))).toBe('VALIDATION_FAILED');
  });

  it('goes out as CSV that no spreadsheet runs, on record', async () => {
    const file = await ada.ask('get', teach('gradebook/export'));
    expect(file.headers['content-type']).toContain('text/csv');
    const lines = file.text.trim().split('\r\n');
    expect(lines[0]).toBe('name,email,status,progress,grade,On trees,Draw a leaf');
    expect(lines).toContain('Test Person,lea@school.example,completed,100,77.5,80,75');
    expect(await t.connection.collection('audit_logs').countDocuments({ 'details.change': 'exported' })).toBe(1);
  });

  it('shows one learner with every attempt', async () => {
    const grades = gradebook.learnerGradesSchema.parse(
      await bea.get<gradebook.LearnerGrades>(teach(`people/${of.lea}/grades`)),
    );
    expect(grades).toMatchObject({ grade: 77.5, items: [{ kind: 'quiz' }, { kind: 'assignment' }] });
    expect(grades.items[0]?.attempts).toMatchObject([{ number: 1, state: 'graded', percent: 80 }]);
    expect(grades.items[1]?.attempts).toMatchObject([{ number: 2, state: 'graded', percent: 75 }]);
  });

  it('is nothing to other teachers and learners, by any route', async () => {
    const [row] = await ada.get<gradebook.GradingRow[]>(teach('grading'));
    const id = row?.id ?? '';
    const work = ['grading', `grading/quiz/${id}`, `grading/assignment/${id}`];
    const paths = ['gradebook', 'gradebook/columns', 'gradebook/export', `people/${of.lea}/grades`, ...work];
    for (const path of paths) {
      expect([path, await other.codeOf('get', teach(path))]).toEqual([path, 'NOT_FOUND']);
      expect([path, await lea.codeOf('get', teach(path))]).toEqual([path, 'FORBIDDEN']);
    }
    const essays = { version: 0, essays: [{ questionId: 'essay1', points: 5, comment: '' }] };
    expect(await other.codeOf('put', teach(`grading/quiz/${row?.id ?? ''}`), essays)).toBe('NOT_FOUND');
    const own = await makeCourse(other, 'Elsewhere', [['One']]);
    for (const path of [`people/${of.lea}/grades`, `grading/assignment/${row?.id ?? ''}`]) {
      expect(await other.codeOf('get', `/teach/courses/${own.id}/${path}`)).toBe('NOT_FOUND');
    }
  });

  it('loses what belongs to a progress that is reset, with its files, and nothing of others', async () => {
    const old = ((await quizzing.uploadWork(t, lea, course.id)).body as { data: FileInfo }).data;
    const work = { userId: new mongo.ObjectId(lea.tokens.user.id) };
    await t.connection.collection('assignment_submissions').updateOne(work, { $set: { 'handedIn.fileIds': [old.id] } });
    const reset = teach(`people/${of.lea}/reset`);
    const { parts } = await ada.get<ProgressReset>(reset);
    const counted = Object.fromEntries(parts.map(({ name, count }) => [name, count]));
    expect(counted).toMatchObject({ quizAttempts: 1, submissions: 1, grades: 2 });
    await ada.done('post', reset);
    expect(await ada.get<gradebook.LearnerGrades>(teach(`people/${of.lea}/grades`))).toMatchObject({
      grade: null,
      items: [{ attempts: [] }, { attempts: [] }],
    });
    expect(await lea.get<Submission>(taskPath)).toMatchObject({ state: 'draft', version: 0, text: '' });
    const kept = await max.get<Submission>(taskPath);
    expect(kept).toMatchObject({ state: 'submitted', files: [{ name: 'leaf.pdf' }] });
    await eventually('its file is gone', async () => (await lea.ask('get', `/files/${old.id}`)).status === 404);
    expect((await max.ask('get', `/files/${kept.files[0]?.id ?? ''}`)).status).toBe(200);
  });
});

describe('an account', () => {
  it('has what it handed in and attempted in its export, and nothing that a teacher did not tell yet', async () => {
    await quizzing.writeEssay(max, quizPath, 'Not in the list');
    await ada.done('put', teach(`quizzes/${quizId}/allowances/${of.max}`), { extraTime: 25, extraAttempts: 0 });
    const file = await max.get<Record<string, unknown[]>>('/account/export');
    expect(file['quizAttempts']).toMatchObject([
      { course: 'Leaves', quiz: 'On trees', number: 1, state: 'needs_grading', percent: null, maxPoints: 5 },
    ]);
    expect(file['submissions']).toMatchObject([
      { course: 'Leaves', assignment: 'Draw a leaf', state: 'submitted', text: '', points: null, maxPoints: 20 },
    ]);
    expect(JSON.stringify(file['submissions'])).not.toContain('comment');
  });

  it('takes attempts, allowances, submissions, their files and grades along when it is deleted, told once or twice', async () => {
    const userId = new mongo.ObjectId(max.tokens.user.id);
    const left = async () => {
      const own = ['quiz_attempts', 'quiz_allowances', 'assignment_submissions', 'grades'].map(
        async (name) => await t.connection.collection(name).countDocuments({ userId }),
      );
      const files = t.connection.collection('files').countDocuments({ ownerId: max.tokens.user.id, state: 'stored' });
      return await Promise.all([...own, files]);
    };
    expect(await left()).toEqual([1, 1, 1, 2, 1]);
    const others = await t.connection.collection('quiz_attempts').countDocuments({ userId: { $ne: userId } });
    for (let told = 0; told < 2; told += 1) await tellDeleted(t, max);
    await eventually('nothing is left', async () => (await left()).every((count) => count === 0));
    expect(await t.connection.collection('quiz_attempts').countDocuments({ userId: { $ne: userId } })).toBe(others);
  });
});
