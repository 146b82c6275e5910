import type { AttemptQuestion, QuizAnswer } from '@classy-book/contracts/quiz-attempts';
import type { Question, QuizDraft } from '@classy-book/contracts/quizzes';
import { toAttemptQuestion } from '../quizzes/attempt-view.port.js';
import { seededRandom } from './attempt-rules.js';

/** A question as the taker of an attempt sees it, the same each time. */
export function attemptQuestion(
  question: Question,
  { shuffleOptions }: Pick<QuizDraft, 'shuffleOptions'>,
  seed: number,
): AttemptQuestion {
  return toAttemptQuestion(question, seededRandom(seed, question.id), shuffleOptions);
}

/** Whether an answer is one to this question: of its type, and naming only what it offers, each thing once. */
export function fits(question: AttemptQuestion, answer: QuizAnswer): boolean {
  if (question.type !== answer.type) return false;
  if (question.type === 'single' && answer.type === 'single') {
    return answer.optionId === null || offers(question.options, [answer.optionId]);
  }
  if (question.type === 'multiple' && answer.type === 'multiple') return offers(question.options, answer.optionIds);
  if (question.type === 'matching' && answer.type === 'matching') {
    const right = new Set(question.right.map(({ id }) => id));
    const lefts = answer.pairs.map(({ left }) => left);
    return offers(question.left, lefts) && answer.pairs.every((pair) => right.has(pair.right));
  }
  return true;
}

function offers(choices: readonly { readonly id: string }[], chosen: readonly string[]): boolean {
  const known = new Set(choices.map(({ id }) => id));
  return new Set(chosen).size === chosen.length && chosen.every((id) => known.has(id));
}
