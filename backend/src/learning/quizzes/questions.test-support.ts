import type { Question } from '@classy-book/contracts/quizzes';
import fc from 'fast-check';
import { HtmlCleanerService } from '../../security/sanitization/html-cleaner.service.js';
import { cleanQuestion } from './question-cleaning.js';

const cleaner = new HtmlCleanerService();

/** The cleaner that drafts are cleaned with. */
export const clean = (html: string): string => cleaner.clean(html);

/** Questions as they are stored, without the ids of their parts, to compare them by. */
export function withoutIds(questions: readonly Question[]): unknown {
  return JSON.parse(JSON.stringify(questions, (key, value: unknown) => (key === 'id' ? undefined : value)));
}

let made = 0;

/** An id that no other question or part has. */
export function id(): string {
  made += 1;
  return `part-${String(made)}`;
}

/** What every question has, for questions written in tests. */
export function common(
  html = '<p>Why?</p>',
): Pick<Question, 'id' | 'title' | 'html' | 'points' | 'feedback' | 'category'> {
  return { id: id(), title: '', html, points: 1, feedback: '', category: '' };
}

// what could be taken for a part of the format, in any order
const piece = fc.constantFrom(
  ...[
    '=',
    '~',
    '#',
    '{',
    '}',
    ':',
    '::',
    '\\',
    '\\n',
    '->',
    '####',
    '%50%',
    '%',
    '[html]',
    '[plain]',
    '//',
    '$CATEGORY:',
  ],
  ...[
    '&',
    '&amp;',
    '&#123;',
    '&&092;',
    '<',
    '>',
    '<b>',
    '</b>',
    '<p>',
    '</p>',
    '<br>',
    '<pre>',
    '</pre>',
    '"',
    "'",
    '*',
  ],
  ...['\n', '\n\n', '\r\n', '\t', ' ', '  ', '\u00a0', 'T', 'TRUE', 'F', '1.5', '..', '_____', '[tag:type=essay]'],
  ...['word', 'Tom', 'سؤال', 'كِتاب', '東', '😀', '\u200f', '\u0007', '\ud800'],
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const partId = fc.integer({ min: 0, max: 1e9 }).map((n) => `part-${String(n)}`);
const line = text.map((value) => value.replace(/\p{Cc}/gu, ' '));
const weight = fc.oneof(
  fc.constantFrom(100, 0, 50, -50, 33.33333, -100),
  fc.double({ min: -100, max: 100, noNaN: true }),
);
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0.1, 1e-7));
const tolerance = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true }));
const base = {
  id: partId,
  title: line,
  html: text,
  points: fc.constantFrom(0, 1, 2, 0.5, 100),
  feedback: text,
  category: line,
};
const options = fc.array(fc.record({ id: partId, html: text, weight, feedback: text }), { maxLength: 5 });
const numbers = fc.oneof(
  fc.record({ id: partId, form: fc.constant('value' as const), value: number, tolerance, weight, feedback: text }),
  fc.record({ id: partId, form: fc.constant('range' as const), from: number, to: number, weight, feedback: text }),
);

/** Any question that may be stored, with whatever could confuse a format. */
export const anyQuestion: fc.Arbitrary<Question> = fc
  .oneof(
    fc.record({ ...base, type: fc.constantFrom('single' as const, 'multiple' as const), options }),
    fc.record({
      ...base,
      type: fc.constant('boolean' as const),
      answer: fc.boolean(),
      rightFeedback: text,
      wrongFeedback: text,
    }),
    fc.record({
      ...base,
      type: fc.constant('short' as const),
      caseSensitive: fc.boolean(),
      answers: fc.array(fc.record({ id: partId, text: line, weight, feedback: text }), { maxLength: 5 }),
    }),
    fc.record({ ...base, type: fc.constant('numerical' as const), answers: fc.array(numbers, { maxLength: 5 }) }),
    fc.record({
      ...base,
      type: fc.constant('matching' as const),
      pairs: fc.array(fc.record({ id: partId, html: text, text: line }), { maxLength: 5 }),
      extras: fc.array(line, { maxLength: 3 }),
    }),
    fc.record({ ...base, type: fc.constantFrom('essay' as const, 'description' as const) }),
  )
  .map((question) => cleanQuestion(question, clean));
