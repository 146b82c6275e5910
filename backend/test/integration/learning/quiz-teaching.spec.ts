import type { Course } from '@classy-book/contracts/courses';
import type { QuizAttempt, QuizIntro } from '@classy-book/contracts/quiz-attempts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import {
  changeQuiz,
  enrol,
  ESSAY,
  OAK,
  publishQuiz,
  QUESTIONS,
  readAttempt,
  saveAnswer,
  startAttempt,
  submitAttempt,
} from '../../support/quizzing.js';
import { addPerson, makeCourse, type Person, publishCourse, publishLesson } from '../../support/teaching.js';

const MINUTE = 60_000;

let t: TestApp;
let ada: Person;
let other: Person;
let lea: Person;
let course: Course;
let lessons: string[];
let enrolmentId: string;

beforeAll(async () => {
  t = await startApp({ ARGON2_MEMORY_KIB: '7168', ARGON2_ITERATIONS: '1' });
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  other = await addPerson(t, 'otto@school.example', 'instructor');
  lea = await addPerson(t, 'lea@school.example', 'user');
  course = await makeCourse(ada, 'Nature', [['Read', 'One', 'Two']]);
  lessons = course.sections.flatMap((section) => section.lessons.map(({ id }) => id));
  await publishLesson(ada, lessons[0] ?? '');
  await publishCourse(ada, course.id);
  enrolmentId = await enrol(t, course, lea);
});
afterAll(async () => {
  await t.close();
});

describe('a teacher of a quiz', () => {
  it('allows one learner more, on record, and a running attempt gets its time at once', async () => {
    const { path, quizId } = await publishQuiz(ada, course, lessons[1] ?? '', { timeLimit: 10, maxAttempts: 1 });
    const { id, startedAt } = await startAttempt(lea, path);
    const allowance = `/teach/courses/${course.id}/quizzes/${quizId}/allowances/${enrolmentId}`;
    await ada.done('put', allowance, { extraTime: 50, extraAttempts: 1 });
    expect(await ada.get(allowance)).toEqual({ extraTime: 50, extraAttempts: 1 });
    const longer = await readAttempt(lea, id);
    expect(Date.parse(longer.deadlineAt ?? '') - Date.parse(startedAt)).toBe(15 * MINUTE);
    await submitAttempt(lea, id);
    expect((await startAttempt(lea, path)).number).toBe(2);
    for (const person of [other, lea]) {
      expect(['NOT_FOUND', 'FORBIDDEN']).toContain(
        await person.codeOf('put', allowance, { extraTime: 1, extraAttempts: 0 }),
      );
      expect(['NOT_FOUND', 'FORBIDDEN']).toContain(await person.codeOf('get', allowance));
    }
    const recorded = await t.connection.collection('audit_logs').findOne({ action: 'grade.changed' });
    expect(recorded).toMatchObject({ details: { change: 'allowance_changed' } });
  });

  it('tries the draft out, and nothing of it counts', async () => {
    const { path, quizId } = await publishQuiz(ada, course, lessons[2] ?? '', { maxAttempts: 1 });
    await changeQuiz(ada, quizId, { questions: [...QUESTIONS, ESSAY], closesAt: '2020-01-01T00:00:00Z' });
    const preview = `/teach/courses/${course.id}/quizzes/${quizId}/preview-attempts`;
    const attempt = await ada.done<QuizAttempt>('post', preview);
    expect(attempt).toMatchObject({ preview: true, deadlineAt: null });
    expect(attempt.questions).toHaveLength(4);
    await saveAnswer(ada, attempt.id, 'single', OAK, 1);
    expect(await submitAttempt(ada, attempt.id)).toMatchObject({
      state: 'graded',
      result: { points: 2, maxPoints: 10 },
    });
    const inLesson = await startAttempt(ada, path);
    expect(inLesson.preview).toBe(true);
    await submitAttempt(ada, inLesson.id);
    expect((await lea.get<QuizIntro>(path)).attempts).toEqual([]);
    const of = { userId: ada.tokens.user.id };
    expect(await t.connection.collection('grades').countDocuments({ percent: { $ne: null }, ...of })).toBe(0);
    expect(await other.codeOf('post', preview)).toBe('NOT_FOUND');
    expect(await lea.codeOf('post', preview)).toBe('FORBIDDEN');
  });
});
