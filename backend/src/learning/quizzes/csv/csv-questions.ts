import { type Question, questionTypes, type QuestionType } from '@classy-book/contracts/quizzes';
import { formattedToHtml } from '../gift/gift-markup.js';
import { newPartId } from '../question-ids.js';
import { MAX_PARTS } from './csv-columns.js';

/** One line of the file: what stands in a column, trimmed; empty where there is no such column. */
export type Cell = (column: string) => string;

/** A line that is no question; `column` holds what cannot be read. */
export class WrongValue {
  constructor(
    readonly column: string,
    readonly value: string,
  ) {}
}

const TYPES: Readonly<Record<string, QuestionType>> = {
  ...Object.fromEntries(questionTypes.map((type) => [type, type])),
  ...{ truefalse: 'boolean', true_false: 'boolean', tf: 'boolean', multichoice: 'multiple', shortanswer: 'short' },
  ...{ short_answer: 'short', numeric: 'numerical', number: 'numerical', match: 'matching', text: 'description' },
};
const YES = new Set(['true', 't', 'yes', 'y', '1', 'صح', 'صحيح', 'نعم']);
const NO = new Set(['false', 'f', 'no', 'n', '0', 'خطأ', 'لا']);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** The question of a line; its HTML is not cleaned yet. */
export function questionOf(cell: Cell): Question | WrongValue {
  const type = TYPES[cell('type').toLowerCase()];
  if (type === undefined) return new WrongValue('type', cell('type'));
  const points = numberIn(cell('points'), 1);
  if (points === null) return new WrongValue('points', cell('points'));
  const common = {
    id: newPartId(),
    title: cell('title'),
    html: html(cell('question')),
    points,
    feedback: html(cell('feedback')),
    category: cell('category'),
  };
  switch (type) {
    case 'single':
    case 'multiple':
      return choice(cell, common, type);
    case 'boolean':
      return trueOrFalse(cell, common);
    case 'short':
      return short(cell, common);
    case 'numerical':
      return numerical(cell, common);
    case 'matching':
      return matching(cell, common);
    case 'essay':
    case 'description':
      return { ...common, type };
  }
}

type Common = Pick<Question, 'id' | 'title' | 'html' | 'points' | 'feedback' | 'category'>;
type NumericalAnswer = Extract<Question, { type: 'numerical' }>['answers'][number];

function choice(cell: Cell, common: Common, type: 'single' | 'multiple'): Question | WrongValue {
  const used = usedParts(cell, ['option', 'weight']);
  const right = rightOnes(cell('correct'), Math.max(0, ...used));
  if (right === null) return new WrongValue('correct', cell('correct'));
  const [share, otherwise] =
    type === 'single' ? [100, 0] : [100 / Math.max(1, right.size), -100 / Math.max(1, right.size)];
  const options = [];
  for (const part of used) {
    const weight = numberIn(cell(`weight${String(part)}`), right.has(part) ? share : otherwise);
    if (weight === null) return new WrongValue(`weight${String(part)}`, cell(`weight${String(part)}`));
    options.push({
      id: newPartId(),
      html: html(cell(`option${String(part)}`)),
      weight,
      feedback: html(cell(`feedback${String(part)}`)),
    });
  }
  return { ...common, type, options };
}

function trueOrFalse(cell: Cell, common: Common): Question | WrongValue {
  const answer = truth(cell('correct'));
  if (answer === null) return new WrongValue('correct', cell('correct'));
  const [rightFeedback, wrongFeedback] = [html(cell('feedback1')), html(cell('feedback2'))];
  return { ...common, type: 'boolean', answer, rightFeedback, wrongFeedback };
}

function short(cell: Cell, common: Common): Question | WrongValue {
  const caseSensitive = cell('case_sensitive') === '' ? false : truth(cell('case_sensitive'));
  if (caseSensitive === null) return new WrongValue('case_sensitive', cell('case_sensitive'));
  const answers = [];
  for (const part of usedParts(cell, ['option', 'weight'])) {
    const weight = numberIn(cell(`weight${String(part)}`), 100);
    if (weight === null) return new WrongValue(`weight${String(part)}`, cell(`weight${String(part)}`));
    const feedback = html(cell(`feedback${String(part)}`));
    answers.push({ id: newPartId(), text: cell(`option${String(part)}`), weight, feedback });
  }
  return { ...common, type: 'short', caseSensitive, answers };
}

function numerical(cell: Cell, common: Common): Question | WrongValue {
  const answers: NumericalAnswer[] = [];
  for (const part of usedParts(cell, ['option', 'weight'])) {
    const weight = numberIn(cell(`weight${String(part)}`), 100);
    if (weight === null) return new WrongValue(`weight${String(part)}`, cell(`weight${String(part)}`));
    const numbers = numbersIn(cell(`option${String(part)}`));
    if (numbers === null) return new WrongValue(`option${String(part)}`, cell(`option${String(part)}`));
    answers.push({ id: newPartId(), ...numbers, weight, feedback: html(cell(`feedback${String(part)}`)) });
  }
  return { ...common, type: 'numerical', answers };
}

// a text on the right that has nothing on the left belongs to nothing
function matching(cell: Cell, common: Common): Question {
  const parts = usedParts(cell, ['option', 'match']).map((part) => ({
    left: html(cell(`option${String(part)}`)),
    right: cell(`match${String(part)}`),
  }));
  const pairs = parts.filter(({ left }) => left !== '');
  const extras = parts.filter(({ left }) => left === '').map(({ right }) => right);
  return {
    ...common,
    type: 'matching',
    pairs: pairs.map(({ left, right }) => ({ id: newPartId(), html: left, text: right })),
    extras,
  };
}

function html(text: string): string {
  return formattedToHtml({ format: 'moodle', text });
}

function usedParts(cell: Cell, columns: readonly string[]): number[] {
  const numbers = Array.from({ length: MAX_PARTS }, (_none, index) => index + 1);
  return numbers.filter((part) => columns.some((column) => cell(`${column}${String(part)}`) !== ''));
}

// "2", "1;3", "1, 3" or "A C"
function rightOnes(text: string, last: number): Set<number> | null {
  const names = text.split(/[\s;,|]+/).filter((name) => name !== '');
  const numbers = names.map((name) => (/^[a-z]$/i.test(name) ? name.toUpperCase().charCodeAt(0) - 64 : Number(name)));
  return numbers.every((part) => Number.isInteger(part) && part >= 1 && part <= last) ? new Set(numbers) : null;
}

function truth(text: string): boolean | null {
  if (YES.has(text.toLowerCase())) return true;
  return NO.has(text.toLowerCase()) ? false : null;
}

function numberIn(text: string, otherwise: number): number | null {
  return text === '' ? otherwise : plainNumber(text.replace(/ ?%$/, '').replace(/^([+-]?\d+),(\d+)$/, '$1.$2'));
}

function numbersIn(
  text: string,
): { form: 'range'; from: number; to: number } | { form: 'value'; value: number; tolerance: number } | null {
  const isRange = text.includes('..');
  const [first = '', second, ...more] = text.split(isRange ? '..' : ':').map((part) => part.trim());
  const [one, other] = [plainNumber(first), second === undefined ? 0 : plainNumber(second)];
  if (one === null || other === null || more.length > 0) return null;
  return isRange ? { form: 'range', from: one, to: other } : { form: 'value', value: one, tolerance: Math.abs(other) };
}

function plainNumber(text: string): number | null {
  return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : null;
}
