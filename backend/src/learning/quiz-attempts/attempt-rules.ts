import type { QuizAllowance, QuizIntro } from '@classy-book/contracts/quiz-attempts';
import type { Question, QuizDraft, ScoreRule } from '@classy-book/contracts/quizzes';

const MINUTE_MS = 60_000;
/** How long after the deadline an answer that was on its way is still taken. */
export const GRACE_MS = 5_000;

type Times = Pick<QuizDraft, 'timeLimit' | 'opensAt' | 'closesAt'>;

/** The end of an attempt: its time limit with the extra time, but no later than the quiz closes; null: it has none. */
export function deadlineOf(startedAt: Date, { timeLimit, closesAt }: Times, extraTime: number): Date | null {
  const ends: number[] = [];
  if (timeLimit !== null) ends.push(startedAt.getTime() + timeLimit * MINUTE_MS * (1 + extraTime / 100));
  if (closesAt !== null) ends.push(Date.parse(closesAt));
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

/** From when on the server closes an attempt: its deadline and the grace. */
export function closingOf(deadlineAt: Date | null): Date | null {
  return deadlineAt === null ? null : new Date(deadlineAt.getTime() + GRACE_MS);
}

/** How many more attempts somebody may start; null: as many as they like. */
export function attemptsLeft(
  maxAttempts: number | null,
  { extraAttempts }: QuizAllowance,
  made: number,
): number | null {
  return maxAttempts === null ? null : Math.max(0, maxAttempts + extraAttempts - made);
}

/** Why no attempt can be started now. */
export function closedReason({ opensAt, closesAt }: Times, left: number | null, now: Date): QuizIntro['closedReason'] {
  if (opensAt !== null && now.getTime() < Date.parse(opensAt)) return 'not_open';
  if (closesAt !== null && now.getTime() >= Date.parse(closesAt)) return 'closed';
  return left === 0 ? 'no_attempts_left' : null;
}

/**
 * Random numbers in [0, 1) that are the same for the same seed and name (mulberry32 over an FNV-1a hash): the order of an
 * attempt's questions, and of each one's options, is made anew from its seed whenever it is shown.
 */
export function seededRandom(seed: number, name: string): () => number {
  let state = seed ^ 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) state = Math.imul(state ^ name.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The questions in the order of an attempt (Fisher and Yates); texts between the questions stay where they stand. */
export function questionsInOrder(
  { questions, shuffleQuestions }: Pick<QuizDraft, 'questions' | 'shuffleQuestions'>,
  seed: number,
): readonly Question[] {
  if (!shuffleQuestions) return questions;
  const random = seededRandom(seed, 'questions');
  const moving = questions.filter(({ type }) => type !== 'description');
  for (let last = moving.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [moving[last], moving[other]];
    if (a !== undefined && b !== undefined) [moving[last], moving[other]] = [b, a];
  }
  let next = 0;
  return questions.map((question) => (question.type === 'description' ? question : (moving[next++] ?? question)));
}

/** What counts of several attempts that were handed in; `percent` is null while none is graded. */
export function standingOf(
  rule: ScoreRule,
  handedIn: readonly { readonly number: number; readonly percent: number | null }[],
): { readonly percent: number | null; readonly waiting: boolean } {
  const graded = handedIn.flatMap(({ number, percent }) => (percent === null ? [] : [{ number, percent }]));
  const waiting = graded.length < handedIn.length;
  if (graded.length === 0) return { percent: null, waiting };
  const percents = graded.map(({ percent }) => percent);
  if (rule === 'highest') return { percent: Math.max(...percents), waiting };
  if (rule === 'average')
    return { percent: hundredths(percents.reduce((a, b) => a + b, 0) / percents.length), waiting };
  return { percent: graded.reduce((a, b) => (b.number > a.number ? b : a)).percent, waiting };
}

/** A number with at most two decimals. */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
