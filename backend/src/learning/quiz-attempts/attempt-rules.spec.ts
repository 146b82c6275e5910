import type { Question } from '@classy-book/contracts/quizzes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptsLeft, closedReason, deadlineOf, questionsInOrder, standingOf } from './attempt-rules.js';

const NOON = new Date('2026-11-20T12:00:00Z');
const at = (time: string): string => `2026-11-20T${time}:00Z`;
const essay = (id: string, type: 'essay' | 'description' = 'essay'): Question => {
  return { id, type, title: '', html: '', points: 1, feedback: '', category: '' };
};

describe('the deadline of an attempt', () => {
  const times = { timeLimit: 60, opensAt: null, closesAt: null };

  it('is the time limit with the extra time of the learner', () => {
    expect(deadlineOf(NOON, times, 0)).toEqual(new Date(at('13:00')));
    expect(deadlineOf(NOON, times, 50)).toEqual(new Date(at('13:30')));
  });

  it('is no later than the quiz closes', () => {
    expect(deadlineOf(NOON, { ...times, closesAt: at('12:20') }, 50)).toEqual(new Date(at('12:20')));
    expect(deadlineOf(NOON, { ...times, timeLimit: null, closesAt: at('12:20') }, 0)).toEqual(new Date(at('12:20')));
  });

  it('is none where there is neither a limit nor an end', () => {
    expect(deadlineOf(NOON, { ...times, timeLimit: null }, 100)).toBeNull();
  });
});

describe('whether an attempt can be started', () => {
  const open = { timeLimit: null, opensAt: at('11:00'), closesAt: at('13:00') };

  it('depends on when the quiz opens and closes, to the millisecond', () => {
    expect(closedReason(open, null, new Date(at('10:59')))).toBe('not_open');
    expect(closedReason(open, null, new Date(at('11:00')))).toBeNull();
    expect(closedReason(open, null, new Date(at('13:00')))).toBe('closed');
  });

  it('depends on the attempts that are left, with those that a teacher gave', () => {
    expect(attemptsLeft(2, { extraTime: 0, extraAttempts: 1 }, 2)).toBe(1);
    expect(attemptsLeft(2, { extraTime: 0, extraAttempts: 0 }, 5)).toBe(0);
    expect(attemptsLeft(null, { extraTime: 0, extraAttempts: 0 }, 5)).toBeNull();
    expect(closedReason(open, 0, NOON)).toBe('no_attempts_left');
  });
});

describe('the order of questions', () => {
  const questions = ['q00001', 'q00002', 'q00003', 'q00004', 'q00005'].map((id) => essay(id));

  it('stays as it was written where it is not mixed', () => {
    expect(questionsInOrder({ questions, shuffleQuestions: false }, 7)).toEqual(questions);
  });

  it('is the same for the same seed, loses no question, and leaves texts where they stand', () => {
    const mixed = [questions[0], essay('text01', 'description'), ...questions.slice(1)].flatMap((one) => one ?? []);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
        const once = questionsInOrder({ questions: mixed, shuffleQuestions: true }, seed);
        expect(questionsInOrder({ questions: mixed, shuffleQuestions: true }, seed)).toEqual(once);
        expect(once.map(({ id }) => id).sort()).toEqual(mixed.map(({ id }) => id).sort());
        expect(once[1]?.id).toBe('text01');
      }),
    );
  });

  it('differs from attempt to attempt: every question comes first for some seed', () => {
    const firsts = new Set(
      Array.from({ length: 200 }, (_, seed) => questionsInOrder({ questions, shuffleQuestions: true }, seed)[0]?.id),
    );
    expect(firsts.size).toBe(questions.length);
  });
});

describe('what counts of several attempts', () => {
  const attempts = [
    { number: 1, percent: 80 },
    { number: 2, percent: 50 },
    { number: 3, percent: null },
  ];

  it('follows the score rule over those that are graded', () => {
    expect(standingOf('highest', attempts)).toEqual({ percent: 80, waiting: true });
    expect(standingOf('latest', attempts)).toEqual({ percent: 50, waiting: true });
    expect(standingOf('average', attempts)).toEqual({ percent: 65, waiting: true });
    expect(standingOf('highest', attempts.slice(0, 2))).toEqual({ percent: 80, waiting: false });
  });

  it('is nothing before one is graded', () => {
    expect(standingOf('latest', attempts.slice(2))).toEqual({ percent: null, waiting: true });
    expect(standingOf('latest', [])).toEqual({ percent: null, waiting: false });
  });
});
