import {
  type ImportedQuestions,
  type ImportProblem,
  type ImportProblemCode,
  type Question,
  questionSchema,
} from '@classy-book/contracts/quizzes';
import { type CleanHtml, cleanQuestion } from './question-cleaning.js';

/** So many questions of one file are read. */
const MAX_READ = 1_000;
const MAX_PROBLEMS = 500;
const MAX_EXCERPT = 160;
// what other programs write around a text is gone after cleaning; what is longer than this is not worth the work
const MAX_UNCLEANED = 60_000;
const MAX_LIST = 60;

const SENTENCES: Readonly<Record<ImportProblemCode, (detail: string) => string>> = {
  no_questions: () => 'There is no question in this file.',
  too_many: (limit) => `The file has more than ${limit} questions: nothing was read from here on.`,
  too_many_problems: (limit) => `The file has more than ${limit} problems: nothing was read from here on.`,
  unfinished: () => 'The question ends here before it is complete. Is a } missing?',
  unescaped: (found) => `“${found}” cannot stand here. Where it is text, write \\${found}.`,
  unreadable: (found) => `“${found}” cannot stand here.`,
  weight: (found) => `“${found}” is no weight: it must be a number between -100 and 100, such as %50%.`,
  does_not_fit: (place) => `This question does not fit into a quiz: ${place}.`,
  no_right_answer: () => 'No answer of this question is right: choose one before you publish.',
  picture_missing: () => 'A picture of this question is not in the file and was left out.',
  any_number: () => 'The answer that stands for any other number is kept as a very wide range.',
  unknown_type: (type) => `“${type}” is no type of question.`,
  missing_column: (column) => `The column ${column} is missing in the first line.`,
  wrong_value: (column) => `The column ${column} holds what cannot be read.`,
  broken_quotes: () => 'A quotation mark is missing or too many in this line.',
};

/** Questions and problems of a file, while it is read. */
export class ImportedFile {
  private readonly questions: Question[] = [];
  private readonly problems: ImportProblem[] = [];

  constructor(private readonly clean: CleanHtml) {}

  /** Whether no more is read; the last problem says so. */
  isFull(line: number): boolean {
    if (this.questions.length >= MAX_READ) {
      this.report(line, 'too_many', String(MAX_READ));
      return true;
    }
    if (this.problems.length < MAX_PROBLEMS) return false;
    this.report(line, 'too_many_problems', String(MAX_PROBLEMS));
    return true;
  }

  /** Adds a question that was read from a line; one that is too long for a quiz becomes a problem. */
  add(line: number, question: Question, excerpt: string): boolean {
    if (longestText(question) > MAX_UNCLEANED || longestList(question) > MAX_LIST) {
      this.report(line, 'does_not_fit', 'too long', excerpt);
      return false;
    }
    const checked = questionSchema.safeParse(cleanQuestion(question, this.clean));
    if (checked.success) {
      this.questions.push(checked.data);
      return true;
    }
    const [issue] = checked.error.issues;
    const place = issue?.path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ') ?? '';
    this.report(line, 'does_not_fit', `${place}: ${issue?.message ?? ''}`, excerpt);
    return false;
  }

  /** What could not be read, or was read differently (a warning). */
  report(line: number, code: ImportProblemCode, detail = '', excerpt = ''): void {
    const severity = WARNINGS.has(code) ? 'warning' : 'error';
    const message = SENTENCES[code](detail);
    this.problems.push({ line, severity, code, detail, message, excerpt: shortened(excerpt) });
  }

  result(): ImportedQuestions {
    if (this.questions.length === 0 && this.problems.length === 0) this.report(1, 'no_questions');
    return { questions: this.questions, problems: this.problems };
  }
}

const WARNINGS: ReadonlySet<ImportProblemCode> = new Set([
  'no_questions',
  'no_right_answer',
  'picture_missing',
  'any_number',
]);

function longestText(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((most, part) => Math.max(most, longestText(part)), 0);
}

function longestList(question: Question): number {
  return Object.values(question).reduce<number>(
    (most, part) => Math.max(most, Array.isArray(part) ? part.length : 0),
    0,
  );
}

// not through the middle of a character
function shortened(excerpt: string): string {
  const short = excerpt
    .slice(0, 4 * MAX_EXCERPT)
    .replace(/\s+/g, ' ')
    .trim();
  return short.length <= MAX_EXCERPT
    ? short.toWellFormed()
    : `${short.slice(0, MAX_EXCERPT).replace(/[\ud800-\udbff]$/, '')}…`;
}
