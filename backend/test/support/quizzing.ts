import type { Course } from '@classy-book/contracts/courses';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { AttemptQuestion, QuizAnswer, QuizAttempt, SavedAnswer } from '@classy-book/contracts/quiz-attempts';
import type { Question, Quiz, QuizDraft } from '@classy-book/contracts/quizzes';
import supertest from 'supertest';
import { EnrolmentsPort } from '../../src/learning/enrolments/enrolments.port.js';
import type { TestApp } from './app.js';
import { type Person, publishLesson } from './teaching.js';

const common = { title: '', feedback: 'SECRET general', category: '' };

/** A question of each kind that matters to an attempt; whatever must not be told has SECRET in it. */
export const QUESTIONS: readonly Question[] = [
  {
    ...common,
    id: 'single',
    type: 'single',
    html: '<p>Which is a tree?</p>',
    points: 2,
    options: [
      { id: 'oakoak', html: 'Oak', weight: 100, feedback: 'SECRET yes' },
      { id: 'tulips', html: 'Tulip', weight: 0, feedback: 'SECRET no' },
    ],
  },
  {
    ...common,
    id: 'matching',
    type: 'matching',
    html: '<p>Who says what?</p>',
    points: 2,
    pairs: [
      { id: 'pair01', html: 'Cat', text: 'Meow' },
      { id: 'pair02', html: 'Dog', text: 'Woof' },
    ],
    extras: ['Moo'],
  },
  {
    ...common,
    id: 'number',
    type: 'numerical',
    html: '<p>How many legs has a spider?</p>',
    points: 1,
    answers: [{ id: 'eight1', form: 'value', value: 8, tolerance: 0, weight: 100, feedback: 'SECRET eight' }],
  },
];

/** Graded by a teacher. */
export const ESSAY: Question = { ...common, id: 'essay1', type: 'essay', html: '<p>Why?</p>', points: 5 };

/** An assignment of texts and files. */
export const TASK: Block = {
  id: 'task01',
  type: 'assignment',
  title: 'Draw a leaf',
  html: '<p>Go outside.</p>',
  points: 20,
  accepts: 'both',
};

/** Uploads `leaf.pdf` as somebody's work in a course. */
export async function uploadWork(t: TestApp, person: Person, courseId: string): Promise<supertest.Response> {
  return await supertest(t.url)
    .post('/api/v1/files')
    .query({ purpose: 'submission', name: 'leaf.pdf', courseId })
    .set('Authorization', `Bearer ${person.tokens.accessToken}`)
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'));
}

/** The block with which a quiz stands in a lesson. */
export const quizBlock = (quizId: string, id = 'quiz01'): Block => ({ id, type: 'quiz', quizId });

/** Makes a quiz and saves its draft. */
export async function makeQuiz(teacher: Person, courseId: string, change: Partial<QuizDraft>): Promise<Quiz> {
  const quiz = await teacher.done<Quiz>('post', `/teach/courses/${courseId}/quizzes`, { title: 'Quiz' });
  return await changeQuiz(teacher, quiz.id, { questions: [...QUESTIONS], ...change });
}

/** Saves changes of a draft. */
export async function changeQuiz(teacher: Person, quizId: string, change: Partial<QuizDraft>): Promise<Quiz> {
  const { revision, draft } = await teacher.get<Quiz>(`/teach/quizzes/${quizId}`);
  await teacher.done('put', `/teach/quizzes/${quizId}/draft`, { revision, draft: { ...draft, ...change } });
  return await teacher.get<Quiz>(`/teach/quizzes/${quizId}`);
}

/** Makes a quiz and publishes a lesson with nothing but it; answers the path of the quiz for learners. */
export async function publishQuiz(
  teacher: Person,
  course: Course,
  lessonId: string,
  change: Partial<QuizDraft> = {},
): Promise<{ quizId: string; path: string }> {
  const quiz = await makeQuiz(teacher, course.id, change);
  await publishLesson(teacher, lessonId, [quizBlock(quiz.id)], {
    rules: [{ kind: 'score', blockId: 'quiz01', minimum: 50 }],
  });
  return { quizId: quiz.id, path: `/learn/courses/${course.slug}/lessons/${lessonId}/quizzes/quiz01` };
}

/** Enrols somebody; answers the id of the enrolment. */
export async function enrol(t: TestApp, course: Course, person: Person): Promise<string> {
  const enrolments = t.app.get(EnrolmentsPort, { strict: false });
  return (await enrolments.enrol(course.id, person.tokens.user.id, 'free')).enrolment.id;
}

/** The right answer to the first question, and a wrong one. */
export const OAK: QuizAnswer = { type: 'single', optionId: 'oakoak' };
export const TULIP: QuizAnswer = { type: 'single', optionId: 'tulips' };

/** The right answer of the matching, by the texts that are shown. */
export function matched({ questions }: QuizAttempt): QuizAnswer {
  const isMatching = (one: AttemptQuestion) => one.type === 'matching';
  const rightOf = (text: string): string =>
    questions.find(isMatching)?.right.find((right) => right.text === text)?.id ?? '';
  return {
    type: 'matching',
    pairs: [
      { left: 'pair01', right: rightOf('Meow') },
      { left: 'pair02', right: rightOf('Woof') },
    ],
  };
}

export async function startAttempt(person: Person, path: string): Promise<QuizAttempt> {
  return await person.done<QuizAttempt>('post', `${path}/attempts`);
}

export async function readAttempt(person: Person, id: string): Promise<QuizAttempt> {
  return await person.get<QuizAttempt>(`/learn/quiz-attempts/${id}`);
}

export async function submitAttempt(person: Person, id: string): Promise<QuizAttempt> {
  return await person.done<QuizAttempt>('post', `/learn/quiz-attempts/${id}/submit`);
}

export const answerPath = (id: string, questionId: string): string =>
  `/learn/quiz-attempts/${id}/answers/${questionId}`;

export async function saveAnswer(
  person: Person,
  id: string,
  questionId: string,
  answer: QuizAnswer,
  revision: number,
): Promise<SavedAnswer> {
  return await person.done<SavedAnswer>('put', answerPath(id, questionId), { revision, answer });
}

/** Starts an attempt, answers the essay in it, and hands it in. */
export async function writeEssay(person: Person, path: string, text: string): Promise<QuizAttempt> {
  const { id } = await startAttempt(person, path);
  await saveAnswer(person, id, 'essay1', { type: 'essay', text }, 1);
  return await submitAttempt(person, id);
}
