import type { Question, QuizDraft } from '@classy-book/contracts/quizzes';
import { describe, expect, it } from 'vitest';
import { common, id } from './questions.test-support.js';
import { obstaclesOf } from './quiz-checks.js';

const option = (html: string, weight: number) => ({ id: id(), html, weight, feedback: '' });
const text = (value: string, weight: number) => ({ id: id(), text: value, weight, feedback: '' });
const pair = (html: string, value: string) => ({ id: id(), html, text: value });
const range = (from: number, to: number) => ({ id: id(), form: 'range' as const, from, to, weight: 100, feedback: '' });

function draft(questions: Question[], rest: Partial<QuizDraft> = {}): QuizDraft {
  return {
    ...{ title: 'Quiz', instructions: '', timeLimit: null, maxAttempts: null, scoreRule: 'highest', passPercent: 50 },
    ...{ shuffleQuestions: false, shuffleOptions: false, feedback: 'score', opensAt: null, closesAt: null },
    questions,
    ...rest,
  };
}

const good: Question = { ...common(), type: 'boolean', answer: true, rightFeedback: '', wrongFeedback: '' };

describe('a quiz is published', () => {
  it('where each of its questions can be answered right', () => {
    const questions: Question[] = [
      { ...common(), type: 'single', options: [option('a', 100), option('b', 0)] },
      { ...common(), type: 'multiple', options: [option('a', 50), option('<img src="https://x.example/a.png">', 50)] },
      { ...common(), type: 'short', caseSensitive: false, answers: [text('a', 100), text('b', 50)] },
      { ...common(), type: 'numerical', answers: [range(1, 1)] },
      { ...common(), type: 'matching', pairs: [pair('a', 'b')], extras: ['c'] },
      { ...common(), type: 'essay' },
      { ...common(), type: 'description' },
      good,
    ];
    expect(obstaclesOf(draft(questions))).toEqual([]);
  });

  it.each<[string, Question]>([
    ['has no text', { ...good, html: '<p>&nbsp;</p>' }],
    ['needs two answers', { ...common(), type: 'single', options: [option('a', 100)] }],
    ['has an empty answer', { ...common(), type: 'single', options: [option('a', 100), option('<p></p>', 0)] }],
    ['has no right answer', { ...common(), type: 'single', options: [option('a', 99), option('b', 0)] }],
    ['has no right answer', { ...common(), type: 'multiple', options: [option('a', 0), option('b', -50)] }],
    ['has no right answer', { ...common(), type: 'short', caseSensitive: false, answers: [text('a', 50)] }],
    ['has an empty answer', { ...common(), type: 'short', caseSensitive: false, answers: [text('', 100)] }],
    ['has an empty answer', { ...common(), type: 'short', caseSensitive: false, answers: [text('\u200f', 100)] }],
    ['has no right answer', { ...common(), type: 'numerical', answers: [] }],
    ['ends before it begins', { ...common(), type: 'numerical', answers: [range(2, 1)] }],
    ['needs two pairs', { ...common(), type: 'matching', pairs: [pair('a', 'b')], extras: [] }],
    ['has an empty pair', { ...common(), type: 'matching', pairs: [pair('a', 'b'), pair('', 'c')], extras: [] }],
  ])('not where a question %s', (problem, question) => {
    const [first, ...others] = obstaclesOf(draft([good, { ...question, title: 'Two' }]));
    expect(first).toMatch(/^Question 2 \(“Two”\) /);
    expect(first).toContain(problem);
    expect(others).toEqual([]);
  });

  it('not where nothing is asked, or where it closes before it opens', () => {
    const opens = { opensAt: '2026-11-21T08:00:00Z', closesAt: '2026-11-21T08:00:00Z' };
    expect(obstaclesOf(draft([{ ...common(), type: 'description' }], opens))).toEqual([
      'It has no question to answer.',
      'It closes before it opens.',
    ]);
  });
});
