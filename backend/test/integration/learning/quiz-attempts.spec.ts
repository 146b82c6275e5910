import type { Course } from '@classy-book/contracts/courses';
import type { LearnLesson } from '@classy-book/contracts/learn';
import type { Lesson } from '@classy-book/contracts/lessons';
import {
  type QuizAnswer,
  type QuizAttempt,
  quizAttemptSchema,
  type QuizIntro,
  quizIntroSchema,
} from '@classy-book/contracts/quiz-attempts';
import { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import {
  answerPath,
  changeQuiz,
  enrol,
  ESSAY,
  matched,
  OAK,
  publishQuiz,
  QUESTIONS,
  readAttempt,
  saveAnswer,
  startAttempt,
  submitAttempt,
  TULIP,
} from '../../support/quizzing.js';
import { addPerson, makeCourse, type Person, publishCourse, publishLesson } from '../../support/teaching.js';

const MINUTE = 60_000;

let t: TestApp;
let ada: Person;
let other: Person;
let lea: Person;
let max: Person;
let stranger: Person;
let course: Course;
let lessons: string[];
let free = 0;
let ahead = 0;

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1' });
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  other = await addPerson(t, 'otto@school.example', 'instructor');
  lea = await addPerson(t, 'lea@school.example', 'user');
  max = await addPerson(t, 'max@school.example', 'user');
  stranger = await addPerson(t, 'sam@school.example', 'user');
  course = await makeCourse(ada, 'Nature', [Array.from({ length: 16 }, (_, index) => `Lesson ${String(index)}`)]);
  lessons = course.sections.flatMap((section) => section.lessons.map(({ id }) => id));
  await publishLesson(ada, nextLesson());
  await publishCourse(ada, course.id);
  await enrol(t, course, lea);
  await enrol(t, course, max);
  const real = t.app.get(Clock).now.bind(t.app.get(Clock));
  t.app.get(Clock).now = () => new Date(real().getTime() + ahead);
});
afterAll(async () => {
  await t.close();
});
afterEach(() => {
  ahead = 0;
});

// each test has a lesson with a quiz of its own
function nextLesson(): string {
  const id = lessons[free];
  free += 1;
  if (id === undefined) throw new Error('more lessons are needed');
  return id;
}

const quizOf = async (change: Parameters<typeof publishQuiz>[3] = {}) =>
  await publishQuiz(ada, course, nextLesson(), change);
const start = async (path: string, person = lea) => await startAttempt(person, path);
const read = async (id: string, person = lea) => await readAttempt(person, id);
const submit = async (id: string, person = lea) => await submitAttempt(person, id);
const save = async (id: string, questionId: string, answer: QuizAnswer, revision = 1, person = lea) =>
  await saveAnswer(person, id, questionId, answer, revision);

describe('an attempt', () => {
  it('goes from the rules to the result, which counts as grade and progress', async () => {
    const { path } = await quizOf({ timeLimit: 30, maxAttempts: 2, feedback: 'answers' });
    const intro = quizIntroSchema.parse(await lea.get<QuizIntro>(path));
    expect(intro).toMatchObject({
      questions: 3,
      points: 5,
      attemptsLeft: 2,
      closedReason: null,
      attempts: [],
      grade: null,
    });
    const attempt = quizAttemptSchema.parse(await start(path));
    expect(attempt).toMatchObject({ number: 1, state: 'in_progress', preview: false, result: null });
    expect(Date.parse(attempt.deadlineAt ?? '') - Date.parse(attempt.startedAt)).toBe(30 * MINUTE);
    await save(attempt.id, 'single', OAK);
    await save(attempt.id, 'matching', matched(attempt));
    await save(attempt.id, 'number', { type: 'numerical', text: '٨' });
    const resumed = await read(attempt.id);
    expect(resumed.answers).toHaveLength(3);
    expect(resumed.questions).toEqual(attempt.questions);
    const result = quizAttemptSchema.parse(await submit(attempt.id));
    expect(result).toMatchObject({ state: 'graded', closedByDeadline: false });
    expect(result.result).toMatchObject({ percent: 100, points: 5, maxPoints: 5, passed: true });
    const after = await lea.get<QuizIntro>(path);
    expect(after).toMatchObject({ attemptsLeft: 1, grade: { percent: 100, passed: true } });
    const lesson = await lea.get<LearnLesson>(path.replace('/quizzes/quiz01', ''));
    expect(lesson).toMatchObject({ state: 'complete', rules: [{ met: true, current: 100 }] });
  });

  it('keeps the questions it was started with when the quiz is changed and published again', async () => {
    const { path, quizId } = await quizOf({ shuffleQuestions: true, shuffleOptions: true });
    const attempt = await start(path);
    const lessonId = path.split('/')[5] ?? '';
    await changeQuiz(ada, quizId, { questions: QUESTIONS.slice(0, 1) });
    await publishLesson(ada, lessonId, [{ id: 'quiz01', type: 'quiz', quizId }]);
    expect((await read(attempt.id)).questions).toEqual(attempt.questions);
    await save(attempt.id, 'number', { type: 'numerical', text: '8' });
    expect((await submit(attempt.id)).result).toMatchObject({ points: 1, maxPoints: 5, percent: 20 });
    expect((await start(path)).questions).toHaveLength(1);
  });

  it('is one, and never more than allowed, however many starts come at once', async () => {
    const { path } = await quizOf({ maxAttempts: 2 });
    const many = await Promise.all(Array.from({ length: 12 }, async () => await start(path)));
    expect(new Set(many.map(({ id }) => id)).size).toBe(1);
    await submit(many[0]?.id ?? '');
    const again = await Promise.all(Array.from({ length: 6 }, async () => await start(path)));
    expect(new Set(again.map(({ number }) => number))).toEqual(new Set([2]));
    await submit(again[0]?.id ?? '');
    expect(await lea.codeOf('post', `${path}/attempts`)).toBe('NO_ATTEMPTS_LEFT');
    expect((await lea.get<QuizIntro>(path)).closedReason).toBe('no_attempts_left');
  });

  it('keeps the answer with the highest revision, in whatever order they come', async () => {
    const { path } = await quizOf();
    const { id } = await start(path);
    const saves = [4, 2, 5, 1, 3].map(
      async (revision) => await save(id, 'single', revision === 5 ? OAK : TULIP, revision),
    );
    await Promise.all(saves);
    expect((await save(id, 'single', TULIP, 4)).revision).toBe(5);
    expect((await read(id)).answers).toMatchObject([{ questionId: 'single', revision: 5, answer: OAK }]);
  });

  it('has one result, whoever closes it: parallel submits, looks and the deadline', async () => {
    const { path } = await quizOf({ timeLimit: 10, feedback: 'score' });
    const { id } = await start(path, max);
    await save(id, 'single', OAK, 1, max);
    ahead = 11 * MINUTE;
    const seen = await Promise.all([
      ...Array.from({ length: 5 }, async () => await submit(id, max)),
      ...Array.from({ length: 5 }, async () => await read(id, max)),
    ]);
    expect(new Set(seen.map((one) => JSON.stringify({ ...one, now: '' }))).size).toBe(1);
    expect(seen[0]).toMatchObject({ state: 'graded', closedByDeadline: true, result: { percent: 40 } });
    expect(Date.parse(seen[0]?.submittedAt ?? '')).toBe(Date.parse(seen[0]?.deadlineAt ?? ''));
    const grades = await t.connection.collection('grades').find({ blockId: 'quiz01', percent: 40 }).toArray();
    expect(grades).toMatchObject([{ attempts: 1, state: 'graded' }]);
  });

  it('is closed by the server at its deadline, also where nobody comes back', async () => {
    const { path } = await quizOf({ timeLimit: 5 });
    const { id } = await start(path);
    await save(id, 'single', OAK);
    ahead = 6 * MINUTE;
    const closed = { _id: new mongo.ObjectId(id), state: 'graded', percent: 40, closedByDeadline: true };
    await eventually(
      'the attempt being closed',
      async () => (await t.connection.collection('quiz_attempts').countDocuments(closed)) === 1,
      30_000,
    );
    expect(await read(id)).toMatchObject({ state: 'graded', closedByDeadline: true });
  });

  it('takes an answer that was on its way at the deadline, and none later', async () => {
    const { path } = await quizOf({ timeLimit: 5 });
    const { id } = await start(path);
    ahead = 5 * MINUTE + 1_000;
    await save(id, 'single', OAK);
    ahead = 5 * MINUTE + 10_000;
    const late = { revision: 2, answer: TULIP };
    expect(await lea.codeOf('put', answerPath(id, 'single'), late)).toBe('ATTEMPT_CLOSED');
    expect((await read(id)).answers).toMatchObject([{ answer: OAK }]);
  });

  it('cannot be started before the quiz opens or after it closes, and ends when it closes', async () => {
    const at = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString();
    const closesAt = at(90);
    const { path } = await quizOf({ opensAt: at(30), closesAt, timeLimit: 600 });
    expect(await lea.codeOf('post', `${path}/attempts`)).toBe('ATTEMPT_CLOSED');
    expect((await lea.get<QuizIntro>(path)).closedReason).toBe('not_open');
    ahead = 60 * MINUTE;
    expect((await start(path)).deadlineAt).toBe(closesAt);
    ahead = 91 * MINUTE;
    expect(await max.codeOf('post', `${path}/attempts`)).toBe('ATTEMPT_CLOSED');
    expect((await lea.get<QuizIntro>(path)).attempts).toMatchObject([{ state: 'graded' }]);
  });

  it('refuses what is no answer to the question', async () => {
    const { path } = await quizOf();
    const { id } = await start(path);
    const wrong: [string, unknown, string][] = [
      ['single', { type: 'single', optionId: 'elsewhere' }, 'VALIDATION_FAILED'],
      ['single', { type: 'essay', text: 'x' }, 'VALIDATION_FAILED'],
      ['single', { type: 'single', optionId: { $ne: null } }, 'VALIDATION_FAILED'],
      ['matching', { type: 'matching', pairs: [{ left: 'pair01', right: 'nothing' }] }, 'VALIDATION_FAILED'],
      ['elsewhere', OAK, 'NOT_FOUND'],
    ];
    for (const [questionId, answer, code] of wrong) {
      expect(await lea.codeOf('put', answerPath(id, questionId), { revision: 1, answer })).toBe(code);
    }
    expect((await read(id)).answers).toEqual([]);
  });
});

describe('what an attempt tells', () => {
  it('is nothing that is right, before it is handed in', async () => {
    const { path } = await quizOf({ feedback: 'answers', questions: [...QUESTIONS, ESSAY] });
    const started = await lea.ask('post', `${path}/attempts`);
    const { id } = (started.body as { data: QuizAttempt }).data;
    const asked = [
      started,
      await lea.ask('get', path),
      await lea.ask('get', `/learn/quiz-attempts/${id}`),
      await lea.ask('put', answerPath(id, 'single'), { revision: 1, answer: OAK }),
      await lea.ask('get', path.replace('/quizzes/quiz01', '')),
      await lea.ask('get', `/learn/courses/${course.slug}`),
    ];
    for (const answer of asked) {
      expect(answer.status).toBeLessThan(300);
      expect(JSON.stringify(answer.body)).not.toMatch(/SECRET|weight|tolerance|"right":(true|false)|solution":"/);
    }
  });

  it('is the points alone where the policy says so, and what was right only after the quiz closed', async () => {
    const closesAt = new Date(Date.now() + 60 * MINUTE).toISOString();
    for (const policy of ['score', 'after_close'] as const) {
      const { path } = await quizOf({ feedback: policy, closesAt });
      const { id } = await start(path);
      await save(id, 'single', TULIP);
      const result = await submit(id);
      expect(result.result).toMatchObject({ percent: 0, questions: [] });
      expect(JSON.stringify(result)).not.toContain('SECRET');
      ahead = 61 * MINUTE;
      const later = (await read(id)).result?.questions ?? [];
      expect(later.some(({ feedback }) => feedback?.includes('SECRET no'))).toBe(policy === 'after_close');
      ahead = 0;
    }
  });

  it('is nothing to anybody else: other learners, strangers, other teachers, nobody', async () => {
    const { path } = await quizOf();
    const { id } = await start(path);
    const calls = [
      ['get', `/learn/quiz-attempts/${id}`, undefined],
      ['put', answerPath(id, 'single'), { revision: 9, answer: OAK }],
      ['post', `/learn/quiz-attempts/${id}/submit`, undefined],
    ] as const;
    for (const [method, target, body] of calls) {
      for (const person of [max, stranger, other, ada]) {
        expect(await person.codeOf(method, target, body)).toBe('NOT_FOUND');
      }
      expect((await supertest(t.url)[method](`/api/v1${target}`)).status).toBe(401);
    }
    expect(await read(id)).toMatchObject({ state: 'in_progress', answers: [] });
    const codes = [await stranger.codeOf('get', path), await other.codeOf('post', `${path}/attempts`)];
    expect(codes).toEqual(['ENROLMENT_REQUIRED', 'ENROLMENT_REQUIRED']);
    expect(await lea.codeOf('get', path.replace('quiz01', 'quiz02'))).toBe('NOT_FOUND');
  });

  it('is nothing of a lesson that is locked or taken back', async () => {
    const { path } = await quizOf();
    const { id } = await start(path);
    const lessonId = path.split('/')[5] ?? '';
    await publishLesson(ada, lessons[0] ?? '', undefined, { rules: [{ kind: 'marked' }] });
    const outline = `/teach/courses/${course.id}/lessons/${lessonId}`;
    const { version } = await ada.get<Course>(`/teach/courses/${course.id}`);
    const locked = await ada.done<Course>('patch', outline, { version, requires: [lessons[0]] });
    for (const [method, target] of [
      ['get', path],
      ['post', `${path}/attempts`],
      ['get', `/learn/quiz-attempts/${id}`],
      ['post', `/learn/quiz-attempts/${id}/submit`],
    ] as const) {
      expect(await lea.codeOf(method, target)).toBe('LESSON_LOCKED');
    }
    await ada.done('patch', outline, { version: locked.version, requires: [] });
    const { revision } = await ada.get<Lesson>(`/teach/lessons/${lessonId}`);
    await ada.done('post', `/teach/lessons/${lessonId}/unpublish`, { revision });
    expect(await lea.codeOf('get', path)).toBe('NOT_FOUND');
    expect(await lea.codeOf('get', `/learn/quiz-attempts/${id}`)).toBe('NOT_FOUND');
  });
});
