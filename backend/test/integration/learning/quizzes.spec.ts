import type { Course } from '@classy-book/contracts/courses';
import type { Lesson } from '@classy-book/contracts/lessons';
import {
  type ImportedQuestions,
  importedQuestionsSchema,
  type Question,
  type Quiz,
  type QuizDraft,
  quizSchema,
  type SavedQuiz,
} from '@classy-book/contracts/quizzes';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { addPerson, makeCourse, type Person, saveLesson } from '../../support/teaching.js';

let t: TestApp;
let ada: Person;
let bob: Person;
let learner: Person;
let course: Course;
let quiz: Quiz;

const GIFT = '::Q1:: Is grass green? {T#Yes.}\n\nWhich is even? {=2 ~3\n\nWrite. {}\n';

beforeAll(async () => {
  t = await startApp();
  ada = await addPerson(t, 'ada@school.example', 'instructor');
  bob = await addPerson(t, 'bob@school.example', 'instructor');
  learner = await addPerson(t, 'lea@school.example', 'user');
});
afterAll(async () => {
  await t.close();
});
beforeEach(async () => {
  course = await makeCourse(ada, 'Course', [['First']]);
  quiz = await ada.done<Quiz>('post', `/teach/courses/${course.id}/quizzes`, { title: 'Quiz' });
});

const get = async (): Promise<Quiz> => await ada.get<Quiz>(`/teach/quizzes/${quiz.id}`);
const question = (html: string): Question => ({
  ...{ id: 'question-1', title: '', html, points: 1, feedback: '', category: '' },
  ...{ type: 'boolean', answer: true, rightFeedback: '', wrongFeedback: '' },
});

async function save(change: Partial<QuizDraft>): Promise<SavedQuiz> {
  const { revision, draft } = await get();
  return await ada.done<SavedQuiz>('put', `/teach/quizzes/${quiz.id}/draft`, {
    revision,
    draft: { ...draft, ...change },
  });
}

describe('a quiz', () => {
  it('is empty at first, and stored as it may be shown', async () => {
    expect(quizSchema.parse(quiz)).toMatchObject({ revision: 0, published: null, savedBy: 'Test Person' });
    const saved = await save({ questions: [question('<p onclick="x()">Why?</p><script>x()</script>')] });
    expect(saved).toMatchObject({ revision: 1, draft: { questions: [{ html: '<p>Why?</p>' }] } });
    expect((await get()).draft).toEqual(saved.draft);
  });

  it('is there for who teaches its course, and for nobody else', async () => {
    const { revision, draft } = await get();
    const asks = (person: Person) =>
      Promise.all([
        person.codeOf('get', `/teach/quizzes/${quiz.id}`),
        person.codeOf('put', `/teach/quizzes/${quiz.id}/draft`, { revision, draft }),
        person.codeOf('post', `/teach/quizzes/${quiz.id}/import`, { format: 'gift', text: 'Q {T}' }),
        person.codeOf('get', `/teach/quizzes/${quiz.id}/export?format=gift`),
        person.codeOf('post', `/teach/courses/${course.id}/quizzes`, { title: 'Mine' }),
      ]);
    expect(new Set(await asks(bob))).toEqual(new Set(['NOT_FOUND']));
    expect(new Set(await asks(learner))).toEqual(new Set(['FORBIDDEN']));
    expect((await get()).revision).toBe(0);
    expect(await ada.codeOf('get', '/teach/quizzes/0123456789abcdef01234567')).toBe('NOT_FOUND');
  });

  it('is saved by one of two at once; the other is told who was first', async () => {
    const { revision, draft } = await get();
    const attempts = ['One', 'Two', 'Three'].map((title) =>
      ada.ask('put', `/teach/quizzes/${quiz.id}/draft`, { revision, draft: { ...draft, title } }),
    );
    const answers = await Promise.all(attempts);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)?.body as { error: { code: string; message: string } };
    expect(refused.error).toMatchObject({ code: 'STALE', message: expect.stringContaining('Test Person') as string });
    expect((await get()).revision).toBe(1);
  });

  it('is saved once where the same save comes again', async () => {
    const { revision, draft } = await get();
    const again = { revision, draft: { ...draft, title: 'Again' } };
    const first = await ada.done<SavedQuiz>('put', `/teach/quizzes/${quiz.id}/draft`, again);
    expect(await ada.done<SavedQuiz>('put', `/teach/quizzes/${quiz.id}/draft`, again)).toEqual(first);
    expect((await get()).revision).toBe(1);
  });

  it('takes a megabyte, and nothing that does not fit or grows too long', async () => {
    const long = Array.from({ length: 45 }, (_none, index) => ({
      ...question(`<p>${'long '.repeat(3_900)}</p>`),
      id: `question-${String(index)}`,
    }));
    expect((await save({ questions: long })).draft.questions).toHaveLength(45);
    const { revision, draft } = await get();
    const code = (change: object) =>
      ada.codeOf('put', `/teach/quizzes/${quiz.id}/draft`, { revision, draft: { ...draft, ...change } });
    expect(await code({ questions: [question('&'.repeat(20_000))] })).toBe('VALIDATION_FAILED');
    expect(await code({ questions: [question('a'), question('b')] })).toBe('VALIDATION_FAILED');
    expect(await code({ questions: [{ ...question('a'), points: -1 }] })).toBe('VALIDATION_FAILED');
    expect(await code({ title: { $gt: '' } })).toBe('VALIDATION_FAILED');
    expect(await code({ instructions: 'x'.repeat(1_100_000) })).toBe('PAYLOAD_TOO_LARGE');
  });
});

describe('questions of a file', () => {
  it('are read and stored nowhere; what cannot be read is told with its line', async () => {
    const path = `/teach/quizzes/${quiz.id}/import`;
    const read = await ada.done<ImportedQuestions>('post', path, { format: 'gift', text: GIFT });
    expect(importedQuestionsSchema.parse(read).questions.map(({ type }) => type)).toEqual(['boolean', 'essay']);
    expect(read.problems).toMatchObject([{ line: 3, severity: 'error', code: 'unfinished' }]);
    expect((await get()).draft.questions).toEqual([]);
    const csv = 'type,question\nessay,Why?\nriddle,What?';
    expect(await ada.done('post', path, { format: 'csv', text: csv })).toMatchObject({
      questions: [{ type: 'essay' }],
      problems: [{ line: 3, code: 'unknown_type' }],
    });
    expect(await ada.codeOf('post', path, { format: 'moodle', text: '' })).toBe('VALIDATION_FAILED');
  });

  it('come out as they went in', async () => {
    const path = `/teach/quizzes/${quiz.id}/import`;
    const { questions } = await ada.done<ImportedQuestions>('post', path, { format: 'gift', text: GIFT });
    await save({ questions });
    const gift = await ada.ask('get', `/teach/quizzes/${quiz.id}/export?format=gift`);
    expect(gift.headers['content-disposition']).toBe(`attachment; filename="quiz-${quiz.id}.gift"`);
    const read = await ada.done<ImportedQuestions>('post', path, { format: 'gift', text: gift.text });
    expect(read).toMatchObject({ questions: questions.map(({ id: _id, ...rest }) => rest), problems: [] });
    const csv = await ada.ask('get', `/teach/quizzes/${quiz.id}/export?format=csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text).toContain('<p>Is grass green?</p>');
    expect(await ada.codeOf('get', `/teach/quizzes/${quiz.id}/export?format=xml`)).toBe('VALIDATION_FAILED');
  });
});

describe('publishing a lesson', () => {
  it('puts its quiz in force as it is then, and only where it can be answered', async () => {
    const lessonId = course.sections[0]?.lessons[0]?.id ?? '';
    const { revision } = await saveLesson(ada, lessonId, [{ id: 'quiz01', type: 'quiz', quizId: quiz.id }]);
    const publish = () => ada.ask('post', `/teach/lessons/${lessonId}/publish`, { revision });
    const refused = await publish();
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain('no question to answer');
    await save({ questions: [question('')] });
    expect(JSON.stringify((await publish()).body)).toContain('Question 1 has no text');
    await save({ questions: [question('<p>Why?</p>')] });
    const published = await publish();
    expect((published.body as { data: Lesson }).data.published).not.toBeNull();
    expect(await get()).toMatchObject({ lessonId, revision: 2, published: { revision: 2 } });
    await save({ title: 'Later' });
    expect(await get()).toMatchObject({ revision: 3, published: { revision: 2 } });
  });

  it('refuses a quiz of another course', async () => {
    const other = await makeCourse(ada, 'Other', [['Second']]);
    const lessonId = other.sections[0]?.lessons[0]?.id ?? '';
    const { revision, draft } = await ada.get<Lesson>(`/teach/lessons/${lessonId}`);
    const blocks = [{ id: 'quiz01', type: 'quiz', quizId: quiz.id }];
    await save({ questions: [question('<p>Why?</p>')] });
    const saved = await ada.codeOf('put', `/teach/lessons/${lessonId}/draft`, {
      revision,
      draft: { ...draft, blocks },
    });
    const published = await ada.codeOf('post', `/teach/lessons/${lessonId}/publish`, { revision: revision + 1 });
    expect([saved, published]).toContain('VALIDATION_FAILED');
  });
});
