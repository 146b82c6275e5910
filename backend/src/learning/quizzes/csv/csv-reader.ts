import type { ImportedQuestions } from '@classy-book/contracts/quizzes';
import Papa from 'papaparse';
import { ImportedFile } from '../imported-questions.js';
import type { CleanHtml } from '../question-cleaning.js';
import { type Cell, questionOf, WrongValue } from './csv-questions.js';

const REQUIRED = ['type', 'question'];
// an apostrophe in front of what a spreadsheet would take for a formula (see common/csv)
const GUARDED = /^'(?=\s*[=+\-@＝＋－＠])/u;

/**
 * Reads questions from CSV (RFC 4180; commas, semicolons or tabs), one in a line, with the names of the columns in the
 * first line. A line that cannot be read is reported and takes no other with it.
 */
export function readCsv(text: string, clean: CleanHtml): ImportedQuestions {
  const file = new ImportedFile(clean);
  const body = text.replace(/^\ufeff/, '');
  const lines = new LineCounter(body);
  let columns: Map<string, number> | null = null;
  Papa.parse<string[]>(body, {
    delimiter: delimiterOf(body),
    step: ({ data, errors, meta }, parser) => {
      const line = lines.upTo(meta.cursor);
      if (data.every((value) => value.trim() === '')) return;
      if (columns === null) {
        columns = columnsOf(data);
        if (!reportMissing(columns, line, file)) return;
        parser.abort();
      } else if (file.isFull(line)) {
        parser.abort();
      } else if (errors.some(({ type }) => type === 'Quotes')) {
        file.report(line, 'broken_quotes', '', data.join(' '));
      } else {
        take(data, columns, line, file);
      }
    },
  });
  return file.result();
}

// the names of columns hold none of them, so the first line tells
function delimiterOf(text: string): string {
  const [header = ''] = text.trimStart().split(/[\r\n]/, 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((most, delimiter) => (count(delimiter) > count(most) ? delimiter : most));
}

/** Tells on which line a row begins; rows come one after the other. */
class LineCounter {
  private at = 0;
  private line = 1;

  constructor(private readonly text: string) {}

  /** The line on which the row begins that ends before a place in the text. */
  upTo(end: number): number {
    const begin = this.line;
    const row = this.text.slice(this.at, end);
    this.line += (row.match(/\r\n|\n|\r/g) ?? []).length;
    this.at = end;
    return begin;
  }
}

function columnsOf(names: readonly string[]): Map<string, number> {
  return new Map(
    names.map((name, index) => [
      name
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
      index,
    ]),
  );
}

function reportMissing(columns: ReadonlyMap<string, number>, line: number, file: ImportedFile): boolean {
  const missing = REQUIRED.filter((column) => !columns.has(column));
  for (const column of missing) file.report(line, 'missing_column', column);
  return missing.length > 0;
}

function take(data: readonly string[], columns: ReadonlyMap<string, number>, line: number, file: ImportedFile): void {
  const cell: Cell = (column) => {
    const index = columns.get(column);
    return index === undefined ? '' : (data[index] ?? '').trim().replace(GUARDED, '');
  };
  const excerpt = data.join(' ');
  const question = questionOf(cell);
  if (question instanceof WrongValue) {
    const unknown = question.column === 'type';
    file.report(
      line,
      unknown ? 'unknown_type' : 'wrong_value',
      unknown ? question.value.slice(0, 40) : question.column,
      excerpt,
    );
    return;
  }
  if (!file.add(line, question, excerpt)) return;
  const unanswerable =
    (question.type === 'single' && question.options.every(({ weight }) => weight !== 100)) ||
    (question.type === 'multiple' && question.options.every(({ weight }) => weight <= 0));
  if (unanswerable) file.report(line, 'no_right_answer', '', excerpt);
}
