import { createHash } from 'node:crypto';
import type { AttemptQuestion } from '@classy-book/contracts/quiz-attempts';
import type { Question } from '@classy-book/contracts/quizzes';

/** A number from 0 (included) to 1 (not included). */
export type Random = () => number;

/**
 * A question as a learner gets it, without weights, keys, feedback or anything else that tells what is right.
 * @param random the order of what is shuffled comes from it alone, so a seeded one gives the same view each time
 * @param shuffleOptions mixes the options of choices and the left sides of a matching; right sides are always mixed
 */
export function toAttemptQuestion(question: Question, random: Random, shuffleOptions: boolean): AttemptQuestion {
  const common = { id: question.id, html: question.html, points: question.points };
  const mixed = <T>(list: readonly T[]): T[] => (shuffleOptions ? shuffled(list, random) : [...list]);
  switch (question.type) {
    case 'single':
    case 'multiple':
      return { ...common, type: question.type, options: mixed(question.options.map(({ id, html }) => ({ id, html }))) };
    case 'matching':
      return {
        ...common,
        type: 'matching',
        left: mixed(question.pairs.map(({ id, html }) => ({ id, html }))),
        right: shuffled(rightSides(question), random),
      };
    case 'boolean':
    case 'short':
    case 'numerical':
    case 'essay':
    case 'description':
      return { ...common, type: question.type };
  }
}

/**
 * The name of a text on the right of a matching. It is made of the text, which the learner sees anyway, and of nothing else:
 * so it says nothing of the pair, and equal texts are one choice.
 */
export function rightSideId(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** A list in another order, every order equally likely (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [mixed[last], mixed[other]] as [T, T];
    [mixed[last], mixed[other]] = [b, a];
  }
  return mixed;
}

// sorted before they are mixed, so that a weak random order does not follow the pairs
function rightSides({ pairs, extras }: Extract<Question, { type: 'matching' }>): { id: string; text: string }[] {
  const texts = [...new Set([...pairs.map(({ text }) => text), ...extras])].sort();
  return texts.map((text) => ({ id: rightSideId(text), text }));
}
