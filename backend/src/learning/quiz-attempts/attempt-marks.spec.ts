import type { QuizAnswer } from '@classy-book/contracts/quiz-attempts';
import type { Question } from '@classy-book/contracts/quizzes';
import { describe, expect, it } from 'vitest';
import { attemptQuestion, fits } from './answer-fit.js';
import { keyOf } from './answer-keys.js';
import { outcomeOf, resultOf } from './attempt-marks.js';
import type { QuizAttemptDocument } from './quiz-attempt.schema.js';

const common = { title: '', html: '<p>?</p>', feedback: '', category: '' };
const single: Question = {
  ...common,
  id: 'single',
  type: 'single',
  points: 3,
  options: [
    { id: 'right1', html: 'yes', weight: 100, feedback: '' },
    { id: 'wrong1', html: 'no', weight: 0, feedback: 'Look again.' },
  ],
};
const matching: Question = {
  ...common,
  id: 'matching',
  type: 'matching',
  points: 2,
  pairs: [
    { id: 'pair01', html: 'cat', text: 'meow' },
    { id: 'pair02', html: 'dog', text: 'woof' },
  ],
  extras: ['moo'],
};
const essay: Question = { ...common, id: '__proto__', type: 'essay', points: 5 };
const text: Question = { ...common, id: 'text01', type: 'description', points: 0 };
const questions = [single, matching, essay, text];

type Work = Pick<QuizAttemptDocument, 'answers' | 'essays'>;

function work(answers: readonly [Question, QuizAnswer][], essays: Work['essays'] = {}): Work {
  const stored = answers.map(([{ id }, answer]) => [keyOf(id), { revision: 1, answer, savedAt: new Date(0) }] as const);
  return { answers: Object.fromEntries(stored), essays };
}

describe('what an attempt comes to', () => {
  const chosen: [Question, QuizAnswer] = [single, { type: 'single', optionId: 'right1' }];
  const written: [Question, QuizAnswer] = [essay, { type: 'essay', text: 'My answer.' }];

  it('is nothing yet while an essay waits for a teacher', () => {
    expect(outcomeOf({ questions }, work([chosen, written]))).toEqual({
      state: 'needs_grading',
      points: null,
      percent: null,
      maxPoints: 10,
    });
  });

  it('is the sum of all questions when the essay is graded, whatever its name is', () => {
    const marks = { [keyOf(essay.id)]: { points: 4, comment: 'Well argued.' } };
    const graded = work([chosen, written], marks);
    expect(outcomeOf({ questions }, graded)).toEqual({ state: 'graded', points: 7, percent: 70, maxPoints: 10 });
    expect(resultOf(essay, graded, null)).toMatchObject({ points: 4, comment: 'Well argued.' });
  });

  it('needs no teacher for an essay that nobody wrote', () => {
    const blank = work([chosen, [essay, { type: 'essay', text: '  \n' }]]);
    expect(outcomeOf({ questions }, blank)).toMatchObject({ state: 'graded', points: 3, percent: 30 });
  });

  it('is complete where there are no points to have', () => {
    expect(outcomeOf({ questions: [text] }, work([]))).toMatchObject({ percent: 100, maxPoints: 0 });
  });

  it('tells of single questions only where the answers are shown', () => {
    const wrong = work([[single, { type: 'single', optionId: 'wrong1' }]]);
    expect(resultOf(single, wrong, null)).toBeNull();
    expect(resultOf(single, wrong, 'en')).toMatchObject({ points: 0, right: false });
    expect(resultOf(single, wrong, 'en')?.feedback).toContain('Look again.');
    expect(resultOf(text, wrong, 'en')).toBeNull();
  });
});

describe('an answer', () => {
  const shown = (question: Question) => attemptQuestion(question, { shuffleOptions: true }, 11);

  it('fits its question, and no other', () => {
    expect(fits(shown(single), { type: 'single', optionId: 'wrong1' })).toBe(true);
    expect(fits(shown(single), { type: 'single', optionId: null })).toBe(true);
    expect(fits(shown(single), { type: 'single', optionId: 'pair01' })).toBe(false);
    expect(fits(shown(single), { type: 'multiple', optionIds: [] })).toBe(false);
    expect(fits(shown(essay), { type: 'essay', text: '' })).toBe(true);
  });

  it('matches what the question offers, each left side once', () => {
    const question = shown(matching);
    const right = question.type === 'matching' ? (question.right[0]?.id ?? '') : '';
    const pair = (left: string, to = right) => ({ left, right: to });
    expect(fits(question, { type: 'matching', pairs: [pair('pair01'), pair('pair02')] })).toBe(true);
    expect(fits(question, { type: 'matching', pairs: [pair('pair01'), pair('pair01')] })).toBe(false);
    expect(fits(question, { type: 'matching', pairs: [pair('pair03')] })).toBe(false);
    expect(fits(question, { type: 'matching', pairs: [pair('pair01', 'nothing')] })).toBe(false);
  });

  it('sees the same question each time, with nothing that tells what is right', () => {
    for (const question of questions) {
      expect(shown(question)).toEqual(shown(question));
      expect(JSON.stringify(shown(question))).not.toMatch(/weight|feedback|Look again/);
    }
  });
});
