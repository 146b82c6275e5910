import type { Question, QuestionType, QuizDraft, QuizOption } from '@classy-book/contracts/quizzes';

export type QuestionOf<T extends QuestionType> = Extract<Question, { type: T }>;
export type NumberAnswer = QuestionOf<'numerical'>['answers'][number];

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const FULL = 100;

/** A name for a question or a part of one that no other has, and that tells nothing. */
export function newPartId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(14));
  return [...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

export function newOption(): QuizOption {
  return { id: newPartId(), html: '', weight: 0, feedback: '' };
}

export function newNumber(): NumberAnswer {
  return { id: newPartId(), form: 'value', value: 0, tolerance: 0, weight: FULL, feedback: '' };
}

export function newPair(): QuestionOf<'matching'>['pairs'][number] {
  return { id: newPartId(), html: '', text: '' };
}

/** An empty question, with as many answers as it needs at least. */
export function newQuestion(type: QuestionType): Question {
  const common = { id: newPartId(), title: '', html: '', points: 1, feedback: '', category: '' };
  switch (type) {
    case 'single':
    case 'multiple':
      return { ...common, type, options: [newOption(), newOption()] };
    case 'boolean':
      return { ...common, type, answer: true, rightFeedback: '', wrongFeedback: '' };
    case 'short':
      return {
        ...common,
        type,
        caseSensitive: false,
        answers: [{ id: newPartId(), text: '', weight: FULL, feedback: '' }],
      };
    case 'numerical':
      return { ...common, type, answers: [newNumber()] };
    case 'matching':
      return { ...common, type, pairs: [newPair(), newPair()], extras: [] };
    case 'essay':
      return { ...common, type };
    case 'description':
      return { ...common, type, points: 0 };
  }
}

export function insertQuestions(draft: QuizDraft, index: number, questions: readonly Question[]): QuizDraft {
  return { ...draft, questions: [...draft.questions.slice(0, index), ...questions, ...draft.questions.slice(index)] };
}

/** Replaces the question with the same id, wherever it stands now. */
export function setQuestion(draft: QuizDraft, question: Question): QuizDraft {
  return { ...draft, questions: draft.questions.map((one) => (one.id === question.id ? question : one)) };
}

/** Puts a question at a place, counted without the question itself. */
export function moveQuestion(draft: QuizDraft, id: string, index: number): QuizDraft {
  const moved = draft.questions.find((question) => question.id === id);
  if (!moved || index < 0 || index >= draft.questions.length || draft.questions[index] === moved) return draft;
  const others = draft.questions.filter((question) => question !== moved);
  return { ...draft, questions: [...others.slice(0, index), moved, ...others.slice(index)] };
}

/** The same question under names of its own: nothing that was answered to the first belongs to it. */
export function copyOf(question: Question): Question {
  const id = newPartId();
  switch (question.type) {
    case 'single':
    case 'multiple':
      return { ...question, id, options: question.options.map((option) => ({ ...option, id: newPartId() })) };
    case 'short':
      return { ...question, id, answers: question.answers.map((answer) => ({ ...answer, id: newPartId() })) };
    case 'numerical':
      return { ...question, id, answers: question.answers.map((answer) => ({ ...answer, id: newPartId() })) };
    case 'matching':
      return { ...question, id, pairs: question.pairs.map((pair) => ({ ...pair, id: newPartId() })) };
    case 'boolean':
    case 'essay':
    case 'description':
      return { ...question, id };
  }
}

export function removeQuestion(draft: QuizDraft, id: string): QuizDraft {
  return { ...draft, questions: draft.questions.filter((question) => question.id !== id) };
}

/** Puts back a question that was removed, into the draft as it is now. */
export function putBack(draft: QuizDraft, question: Question, index: number): QuizDraft {
  if (draft.questions.some(({ id }) => id === question.id)) return draft;
  return insertQuestions(draft, Math.min(index, draft.questions.length), [question]);
}

/** What all questions together are worth. */
export function pointsOf({ questions }: Pick<QuizDraft, 'questions'>): number {
  return Math.round(questions.reduce((sum, { points }) => sum + points, 0) * 100) / 100;
}

/** The text of HTML on one line, for lists. */
export function plainOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html.replaceAll('</', ' </'), 'text/html');
  return body.textContent.replace(/\s+/g, ' ').trim();
}

function isBlank(html: string): boolean {
  return !/<img\b/i.test(html) && plainOf(html) === '';
}

/** What keeps a question from being published. The server looks again. */
export type QuestionProblem = 'text' | 'twoAnswers' | 'emptyAnswer' | 'noRight' | 'range' | 'twoPairs' | 'emptyPair';

export function problemOf(question: Question): QuestionProblem | null {
  if (isBlank(question.html)) return 'text';
  switch (question.type) {
    case 'single':
    case 'multiple':
      if (question.options.length < 2) return 'twoAnswers';
      if (question.options.some(({ html }) => isBlank(html))) return 'emptyAnswer';
      return question.options.some(({ weight }) => isRight(question.type, weight)) ? null : 'noRight';
    case 'short':
      if (question.answers.some(({ text }) => text.trim() === '')) return 'emptyAnswer';
      return question.answers.some(({ weight }) => weight === FULL) ? null : 'noRight';
    case 'numerical':
      if (question.answers.some((answer) => answer.form === 'range' && answer.from > answer.to)) return 'range';
      return question.answers.some(({ weight }) => weight === FULL) ? null : 'noRight';
    case 'matching':
      if (question.pairs.length === 0 || question.pairs.length + question.extras.length < 2) return 'twoPairs';
      return question.pairs.some(({ html, text }) => isBlank(html) || text.trim() === '') ? 'emptyPair' : null;
    case 'boolean':
    case 'essay':
    case 'description':
      return null;
  }
}

/** Whether an option of this weight is a right one. */
export function isRight(type: 'single' | 'multiple', weight: number): boolean {
  return type === 'single' ? weight === FULL : weight > 0;
}

/**
 * Ticks an option as right, or not. One of a single choice is worth everything; of several, the right ones share it, and
 * each wrong one takes a share away, so that ticking everything is worth nothing.
 */
export function tick(
  type: 'single' | 'multiple',
  options: readonly QuizOption[],
  id: string,
  right: boolean,
): QuizOption[] {
  if (type === 'single') return options.map((option) => ({ ...option, weight: option.id === id ? FULL : 0 }));
  return shared(options.map((option) => ({ option, right: option.id === id ? right : option.weight > 0 })));
}

/** The options as ticks alone would have them. */
export function simpleWeights(type: 'single' | 'multiple', options: readonly QuizOption[]): QuizOption[] {
  const first = options.find(({ weight }) => weight === FULL);
  if (type === 'single') return options.map((option) => ({ ...option, weight: option === first ? FULL : 0 }));
  return shared(options.map((option) => ({ option, right: option.weight > 0 })));
}

/** Whether ticks alone say what the options are worth. */
export function isSimple(type: 'single' | 'multiple', options: readonly QuizOption[]): boolean {
  const simple = simpleWeights(type, options);
  return options.every(({ weight }, index) => Math.abs(weight - (simple[index]?.weight ?? 0)) < 0.01);
}

function shared(options: readonly { readonly option: QuizOption; readonly right: boolean }[]): QuizOption[] {
  const count = options.filter(({ right }) => right).length;
  const share = count === 0 ? 0 : FULL / count;
  return options.map(({ option, right }) => ({ ...option, weight: right ? share : 0 - share }));
}

/** A number as it is typed, with comma or point and Western or Arabic digits; null where it is none. */
export function numberIn(typed: string): number | null {
  const text = typed
    .trim()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/\u2212/g, '-')
    .replace(/[,\u066b]/g, '.');
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}
