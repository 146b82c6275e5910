import type { QuizAnswer } from '@classy-book/contracts/quiz-attempts';
import type { Question } from '@classy-book/contracts/quizzes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rightSideId, toAttemptQuestion } from './attempt-view.port.js';
import { gradeAnswer } from './question-grading.port.js';
import { anyQuestion, common, id } from './questions.test-support.js';
import { obstaclesOf } from './quiz-checks.js';

type Of<T extends Question['type']> = Extract<Question, { type: T }>;

const option = (html: string, weight: number, feedback = '') => ({ id: id(), html, weight, feedback });
const EMPTY_DRAFT = {
  ...{ title: 'Quiz', instructions: '', timeLimit: null, maxAttempts: null, scoreRule: 'highest' as const },
  ...{ passPercent: 0, shuffleQuestions: false, shuffleOptions: false, feedback: 'score' as const },
  ...{ opensAt: null, closesAt: null },
};

function short(answers: readonly [string, number][], caseSensitive = false): Of<'short'> {
  const keys = answers.map(([text, weight]) => ({ id: id(), text, weight, feedback: text }));
  return { ...common(), type: 'short', caseSensitive, answers: keys };
}

function typed(question: Question, text: string): number | null {
  return gradeAnswer(question, { type: question.type as 'short' | 'numerical', text }).fraction;
}

describe('a choice', () => {
  const [a, b, c] = [option('<p>a</p>', 100, 'good'), option('b', 25, 'near'), option('c', -50)];
  const single: Question = { ...common(), points: 3, feedback: 'general', type: 'single', options: [a, b, c] };

  it('of one is worth the weight of the option, with its feedback and what was right', () => {
    const answer = (optionId: string | null) => gradeAnswer(single, { type: 'single', optionId });
    expect(answer(a.id)).toEqual({
      ...{ fraction: 1, points: 3, right: true },
      ...{ feedback: '<div>good</div><div>general</div>', solution: '<p>a</p>' },
    });
    expect(answer(b.id)).toMatchObject({ fraction: 0.25, points: 0.75, right: false });
    expect(answer(c.id)).toMatchObject({ fraction: 0, points: 0 });
    expect(answer(null)).toMatchObject({ fraction: 0, feedback: '<div>general</div>' });
    expect(answer('another-option')).toMatchObject({ fraction: 0 });
  });

  it('of several adds the weights up, never below nothing, and counts each option once', () => {
    const options = [option('a', 33.33333), option('b', 33.33333), option('c', 33.33333), option('d', -50)];
    const [first, second, third, wrong] = options.map((each) => each.id) as [string, string, string, string];
    const question: Question = { ...common(), type: 'multiple', options };
    const fraction = (...optionIds: string[]) => gradeAnswer(question, { type: 'multiple', optionIds }).fraction;
    expect(fraction(first, second, third)).toBe(1);
    expect(fraction(first, first, first)).toBeCloseTo(1 / 3);
    expect(fraction(first, second, third, wrong)).toBeCloseTo(0.5);
    expect(fraction(wrong)).toBe(0);
    expect(fraction()).toBe(0);
  });
});

describe('a typed text', () => {
  it.each([
    ['Ottawa', '  ottawa ', 1],
    ['New Delhi', 'new\u00a0 delhi', 1],
    ['Straße', 'STRASSE', 1],
    ['ﬁn', 'FIN', 1],
    ['Café', 'cafe\u0301', 1],
    ['مدرسة', 'مـدرسـة', 1],
    ['مدرسة', 'مَدْرَسَةٌ', 1],
    ['Ottawa', 'Toronto', 0],
    ['Ottawa', '', 0],
    ['*', '', 0],
    ['col*r', 'colour', 1],
    ['col*r', 'colours', 0],
    ['*pid*', 'a rapid river', 1],
    [String.raw`2\*3`, '2*3', 1],
    [String.raw`2\*3`, '2x3', 0],
    ['a.c', 'abc', 0],
  ])('for %s: %s is worth %d', (key, text, fraction) => {
    expect(typed(short([[key, 100]]), text)).toBe(fraction);
  });

  it('minds case and vowel signs where it has to be exact', () => {
    expect(typed(short([['Ottawa', 100]], true), 'ottawa')).toBe(0);
    expect(typed(short([['كَتَبَ', 100]], true), 'كُتِبَ')).toBe(0);
    expect(typed(short([['كَتَبَ', 100]], true), 'كَتَبَ')).toBe(1);
  });

  it('counts as the best answer that fits, wherever it stands', () => {
    const question = short([
      ['*', 0],
      ['Naz*', 50],
      ['Nazareth', 100],
    ]);
    expect(gradeAnswer(question, { type: 'short', text: 'nazareth' })).toMatchObject({
      ...{ fraction: 1, feedback: '<div>Nazareth</div>', solution: '<p><bdi>Nazareth</bdi></p>' },
    });
    expect(typed(question, 'Nazereth')).toBe(0.5);
    expect(gradeAnswer(question, { type: 'short', text: 'Rome' })).toMatchObject({ feedback: '<div>*</div>' });
  });

  it('is compared in no time, whatever the stars', () => {
    const key = `${'a*'.repeat(249)}b`;
    expect(typed(short([[key, 100]]), 'a'.repeat(500))).toBe(0);
  });
});

describe('a typed number', () => {
  const value = (number: number, tolerance: number): Question => ({
    ...{ ...common(), type: 'numerical' },
    answers: [{ id: id(), form: 'value', value: number, tolerance, weight: 100, feedback: '' }],
  });

  it.each([
    ['3.14', 3.14, 0, 1],
    ['3,14', 3.14, 0, 1],
    ['٣٫١٤', 3.14, 0, 1],
    ['۳٫۱۴', 3.14, 0, 1],
    ['３.１４', 3.14, 0, 1],
    ['3.14', 3.1415, 0.0005, 0],
    ['3.141', 3.1415, 0.0005, 1],
    ['3.142', 3.1415, 0.0005, 1],
    ['0.3', 0.1 + 0.2, 0, 1],
    ['1,234', 1234, 0, 1],
    ['1,234', 1.234, 0, 1],
    ['1 234 567', 1_234_567, 0, 1],
    ['1.234.567,5', 1_234_567.5, 0, 1],
    ['1,234,567.5', 1_234_567.5, 0, 1],
    ['١٬٢٣٤', 1234, 0, 1],
    ['−5', -5, 0, 1],
    ['- 5', -5, 0, 1],
    ['+5', 5, 0, 1],
    ['1.5e3', 1500, 0, 1],
    ['.5', 0.5, 0, 1],
    ['5 metres', 5, 0, 0],
    ['', 0, 10, 0],
    ['Infinity', 1, 1e308, 0],
    ['1e999', 1, 1e308, 0],
    ['0x10', 16, 0, 0],
    ['1.2.3', 1.2, 5, 0],
  ])('%s for %d within %d is worth %d', (text, number, tolerance, fraction) => {
    expect(typed(value(number, tolerance), text)).toBe(fraction);
  });

  it('may lie in a range, both ends included, and be worth a part', () => {
    const question: Question = {
      ...{ ...common(), type: 'numerical' },
      answers: [
        { id: id(), form: 'range', from: -1.1, to: 2.2, weight: 100, feedback: '' },
        { id: id(), form: 'range', from: -10, to: 10, weight: 50, feedback: 'wide' },
      ],
    };
    expect(['-1.1', '2.2', '0', '5', '11'].map((text) => typed(question, text))).toEqual([1, 1, 1, 0.5, 0]);
    expect(gradeAnswer(question, null).solution).toBe('<p><bdi dir="ltr">-1.1 … 2.2</bdi></p>');
  });
});

describe('a matching', () => {
  const pairs = ['Ottawa', 'Rome', 'Rome', 'Oslo'].map((text, index) => ({
    id: id(),
    html: `c${String(index)}`,
    text,
  }));
  const question: Question = { ...common(), type: 'matching', pairs, extras: ['Bern'] };

  it('is worth the share of its right pairs; equal texts are one choice', () => {
    const answered = pairs.map((pair, index) => ({
      left: pair.id,
      right: rightSideId(index === 3 ? 'Bern' : pair.text),
    }));
    expect(gradeAnswer(question, { type: 'matching', pairs: answered }).fraction).toBe(0.75);
    expect(gradeAnswer(question, { type: 'matching', pairs: [] }).fraction).toBe(0);
  });

  it('is shown so that nothing tells which belong together', () => {
    const view = toAttemptQuestion(question, () => 0.999, false);
    const renamed: Question = { ...question, pairs: pairs.map((pair) => ({ ...pair, id: id(), html: 'else' })) };
    const other = toAttemptQuestion(renamed, () => 0.999, false);
    expect(view.type === 'matching' && view.right.map(({ text }) => text)).toEqual(['Bern', 'Oslo', 'Ottawa', 'Rome']);
    expect(other.type === 'matching' && other.right).toEqual(view.type === 'matching' && view.right);
  });
});

describe('what a learner gets', () => {
  it('holds nothing of the key', () => {
    fc.assert(
      fc.property(anyQuestion, fc.boolean(), (question, shuffle) => {
        const view = toAttemptQuestion(question, Math.random, shuffle);
        const known = new Set(['id', 'html', 'points', 'type', 'options', 'left', 'right', 'text']);
        JSON.stringify(view, (key, value: unknown) => {
          expect(key === '' || /^\d+$/.test(key) || known.has(key)).toBe(true);
          return value;
        });
      }),
    );
  });

  it('is the same for the same random numbers, and mixed where it should be', () => {
    const options = Array.from({ length: 20 }, (_none, index) => option(String(index), 0));
    const question: Question = { ...common(), type: 'single', options };
    const view = (random: () => number, shuffle: boolean) => {
      const shown = toAttemptQuestion(question, random, shuffle);
      return shown.type === 'single' ? shown.options.map(({ html }) => html) : [];
    };
    expect(view(() => 0.3, false)).toEqual(options.map(({ html }) => html));
    expect(view(() => 0.3, true)).toEqual(view(() => 0.3, true));
    expect(view(() => 0.3, true)).not.toEqual(view(() => 0.3, false));
    expect(view(() => 0.3, true).toSorted()).toEqual(options.map(({ html }) => html).toSorted());
  });
});

describe('every question that can be published', () => {
  // the best answer that its key knows
  function bestAnswer(question: Question): QuizAnswer | null {
    const full = <T extends { weight: number }>(list: readonly T[]) => list.find(({ weight }) => weight === 100);
    switch (question.type) {
      case 'single':
        return { type: 'single', optionId: full(question.options)?.id ?? null };
      case 'multiple':
        return { type: 'multiple', optionIds: question.options.flatMap((each) => (each.weight > 0 ? [each.id] : [])) };
      case 'boolean':
        return { type: 'boolean', value: question.answer };
      case 'short':
        return {
          type: 'short',
          text: (full(question.answers)?.text ?? '').replaceAll(/\\?\*/g, (star) => (star === '*' ? 'x' : '*')),
        };
      case 'numerical': {
        const answer = full(question.answers);
        return { type: 'numerical', text: String(answer?.form === 'value' ? answer.value : answer?.from) };
      }
      case 'matching':
        return {
          type: 'matching',
          pairs: question.pairs.map(({ id: left, text }) => ({ left, right: rightSideId(text) })),
        };
      case 'essay':
      case 'description':
        return null;
    }
  }
  const withOwnIds = anyQuestion.map((question): Question => {
    if (question.type === 'matching')
      return { ...question, pairs: question.pairs.map((pair) => ({ ...pair, id: id() })) };
    if (!('options' in question)) return question;
    return { ...question, options: question.options.map((each) => ({ ...each, id: id() })) };
  });

  it('gives everything to the right answer, and never less than nothing or more than everything', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('1', '0', '1,5', '*', 'Tom', 'word'));
    let right = 0;
    fc.assert(
      fc.property(withOwnIds, text, (question, guess) => {
        const answer = bestAnswer(question);
        const guesses: (QuizAnswer | null)[] = [
          answer,
          null,
          { type: 'short', text: guess },
          { type: 'numerical', text: guess },
        ];
        for (const given of guesses) {
          const { fraction } = gradeAnswer(question, given);
          if (fraction !== null) expect(fraction >= 0 && fraction <= 1).toBe(true);
        }
        if (answer === null || obstaclesOf({ ...EMPTY_DRAFT, questions: [question] }).length > 0) return;
        right += 1;
        expect(gradeAnswer(question, answer).fraction).toBe(1);
      }),
      { numRuns: 1_500 },
    );
    expect(right).toBeGreaterThan(100);
  });
});
