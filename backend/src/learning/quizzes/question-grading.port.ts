import type { QuizAnswer } from '@classy-book/contracts/quiz-attempts';
import type { Question } from '@classy-book/contracts/quizzes';
import { rightSideId } from './attempt-view.port.js';
import { solutionOf } from './question-solutions.js';
import { isBetween, isNear, numbersIn } from './typed-numbers.js';
import { matchesText } from './typed-texts.js';

/** What an answer is worth. */
export interface GradedAnswer {
  /** From 0 to 1; null where a teacher has to say. */
  readonly fraction: number | null;
  /** The fraction of the question's points, to two decimals. */
  readonly points: number | null;
  /** Everything was right; null where a teacher has to say, and for a description. */
  readonly right: boolean | null;
  /** HTML: the feedback of what was answered, then that of the question; null where there is none. */
  readonly feedback: string | null;
  /** HTML: what would have been right; null where nothing is. */
  readonly solution: string | null;
}

type Of<T extends Question['type']> = Extract<Question, { type: T }>;

/** What of an answer counts: its share and the feedback that belongs to it. */
interface Verdict {
  readonly fraction: number;
  readonly feedback: readonly string[];
}

const NOTHING: Verdict = { fraction: 0, feedback: [] };

/**
 * Grades one answer by the key of its question. Never below 0 or above 1; what was not answered, or names what the question
 * does not have, is worth nothing.
 * @param answer null where nothing was answered
 * @param language of the course, for the words of a solution
 */
export function gradeAnswer(question: Question, answer: QuizAnswer | null, language = 'en'): GradedAnswer {
  const solution = solutionOf(question, language);
  if (question.type === 'essay') {
    return { fraction: null, points: null, right: null, feedback: joined([question.feedback]), solution };
  }
  if (question.type === 'description') return { fraction: 0, points: 0, right: null, feedback: null, solution };
  const { fraction, feedback } = verdictOn(question, answer);
  return {
    fraction,
    points: Math.round(fraction * question.points * 100) / 100,
    right: fraction === 1,
    feedback: joined([...feedback, question.feedback]),
    solution,
  };
}

function verdictOn(question: Exclude<Question, Of<'essay' | 'description'>>, answer: QuizAnswer | null): Verdict {
  if (answer?.type !== question.type) return NOTHING;
  switch (question.type) {
    case 'single':
      return answer.type === 'single' ? chosenOne(question, answer.optionId) : NOTHING;
    case 'multiple':
      return answer.type === 'multiple' ? chosenSeveral(question, new Set(answer.optionIds)) : NOTHING;
    case 'boolean':
      return answer.type === 'boolean' ? trueOrFalse(question, answer.value) : NOTHING;
    case 'short':
      return answer.type === 'short' ? typedText(question, answer.text) : NOTHING;
    case 'numerical':
      return answer.type === 'numerical' ? typedNumber(question, answer.text) : NOTHING;
    case 'matching':
      return answer.type === 'matching' ? matched(question, answer.pairs) : NOTHING;
  }
}

function chosenOne({ options }: Of<'single'>, optionId: string | null): Verdict {
  const chosen = options.find(({ id }) => id === optionId);
  return chosen === undefined ? NOTHING : { fraction: share(chosen.weight, 100), feedback: [chosen.feedback] };
}

// what all right ones are worth together is everything, also where thirds were rounded
function chosenSeveral({ options }: Of<'multiple'>, chosen: ReadonlySet<string>): Verdict {
  const picked = options.filter(({ id }) => chosen.has(id));
  const all = sum(options.filter(({ weight }) => weight > 0));
  return {
    fraction: all > 0 ? share(sum(picked), Math.min(100, all)) : 0,
    feedback: picked.map((option) => option.feedback),
  };
}

function trueOrFalse(question: Of<'boolean'>, value: boolean | null): Verdict {
  if (value === null) return NOTHING;
  return value === question.answer
    ? { fraction: 1, feedback: [question.rightFeedback] }
    : { fraction: 0, feedback: [question.wrongFeedback] };
}

function typedText({ answers, caseSensitive }: Of<'short'>, text: string): Verdict {
  return best(answers.filter((answer) => matchesText(text, answer.text, caseSensitive)));
}

function typedNumber({ answers }: Of<'numerical'>, text: string): Verdict {
  const readings = numbersIn(text);
  return best(
    answers.filter((answer) =>
      readings.some((number) =>
        answer.form === 'value'
          ? isNear(number, answer.value, answer.tolerance)
          : isBetween(number, answer.from, answer.to),
      ),
    ),
  );
}

function matched({ pairs }: Of<'matching'>, answered: readonly { left: string; right: string }[]): Verdict {
  const rightOf = new Map(answered.map(({ left, right }) => [left, right]));
  const right = pairs.filter(({ id, text }) => rightOf.get(id) === rightSideId(text)).length;
  return { fraction: pairs.length === 0 ? 0 : right / pairs.length, feedback: [] };
}

// of several that fit, the one that is worth most counts; of equal ones the first
function best(fitting: readonly { readonly weight: number; readonly feedback: string }[]): Verdict {
  const [first, ...others] = fitting;
  if (first === undefined) return NOTHING;
  const winner = others.reduce((most, answer) => (answer.weight > most.weight ? answer : most), first);
  return { fraction: share(winner.weight, 100), feedback: [winner.feedback] };
}

function sum(weighted: readonly { readonly weight: number }[]): number {
  return weighted.reduce((total, { weight }) => total + weight, 0);
}

function share(weight: number, full: number): number {
  return Math.min(1, Math.max(0, weight / full));
}

function joined(pieces: readonly string[]): string | null {
  const html = pieces.filter((piece) => piece !== '').map((piece) => `<div>${piece}</div>`);
  return html.length === 0 ? null : html.join('');
}
