import type { Question } from '@classy-book/contracts/quizzes';
import { csvLine } from '../../../common/csv/csv.js';
import { FIXED_COLUMNS, NUMBERED_COLUMNS } from './csv-columns.js';

/** An option, an answer or a pair: one group of numbered columns. */
interface Part {
  readonly option?: string;
  readonly weight?: number;
  readonly match?: string;
  readonly feedback?: string;
}

/** Questions as CSV, one in a line; HTML stands as it is. */
export function writeCsv(questions: readonly Question[]): string {
  const rows = questions.map((question) => ({ question, parts: partsOf(question) }));
  const width = Math.max(2, ...rows.map(({ parts }) => parts.length));
  const numbered = Array.from({ length: width }, (_none, index) =>
    NUMBERED_COLUMNS.map((column) => `${column}${String(index + 1)}`),
  );
  const header = csvLine([...FIXED_COLUMNS, ...numbered.flat()]);
  // a spreadsheet takes UTF-8 for something else without the mark
  return `\ufeff${header}${rows.map(({ question, parts }) => csvLine(cellsOf(question, parts, width))).join('')}`;
}

function cellsOf(question: Question, parts: readonly Part[], width: number): (string | number)[] {
  const exact = question.type === 'short' ? String(question.caseSensitive) : '';
  const cells: (string | number)[] = [
    ...[question.type, question.title, question.html, question.points, question.category],
    ...[correctOf(question), exact, question.feedback],
  ];
  for (let index = 0; index < width; index += 1) {
    const part = parts[index] ?? {};
    cells.push(part.option ?? '', part.weight ?? '', part.match ?? '', part.feedback ?? '');
  }
  return cells;
}

function correctOf(question: Question): string {
  if (question.type === 'boolean') return String(question.answer);
  if (question.type !== 'single' && question.type !== 'multiple') return '';
  const least = question.type === 'single' ? 100 : Number.MIN_VALUE;
  return question.options.flatMap(({ weight }, index) => (weight >= least ? [String(index + 1)] : [])).join(';');
}

function partsOf(question: Question): Part[] {
  switch (question.type) {
    case 'single':
    case 'multiple':
      return question.options.map(({ html, weight, feedback }) => ({ option: html, weight, feedback }));
    case 'boolean':
      return [{ feedback: question.rightFeedback }, { feedback: question.wrongFeedback }];
    case 'short':
      return question.answers.map(({ text, weight, feedback }) => ({ option: text, weight, feedback }));
    case 'numerical':
      return question.answers.map((answer) => ({
        option:
          answer.form === 'range'
            ? `${String(answer.from)}..${String(answer.to)}`
            : `${String(answer.value)}${answer.tolerance === 0 ? '' : `:${String(answer.tolerance)}`}`,
        weight: answer.weight,
        feedback: answer.feedback,
      }));
    case 'matching':
      return [
        ...question.pairs.map(({ html, text }) => ({ option: html, match: text })),
        ...question.extras.map((text) => ({ match: text })),
      ];
    case 'essay':
    case 'description':
      return [];
  }
}
