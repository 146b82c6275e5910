import type { QuizAttempt } from '@classy-book/contracts/quiz-attempts';
import type { QuizDraft } from '@classy-book/contracts/quizzes';
import { attemptQuestion } from './answer-fit.js';
import { outcomeOf, resultOf } from './attempt-marks.js';
import { questionsInOrder } from './attempt-rules.js';
import { keyOf } from './answer-keys.js';
import type { QuizAttemptDocument } from './quiz-attempt.schema.js';

/** What of a result its reader may see by now. */
export type Policy = Pick<QuizDraft, 'feedback' | 'closesAt' | 'passPercent'>;

/** Whether the feedback policy shows the answers of an attempt that was handed in. */
export function answersShown({ feedback, closesAt }: Policy, now: Date): boolean {
  if (feedback === 'answers') return true;
  return feedback === 'after_close' && closesAt !== null && now.getTime() >= Date.parse(closesAt);
}

/**
 * An attempt as its taker may see it.
 * @param content what it was started with
 * @param policy the rules in force now
 * @param language of the course, for the words of solutions
 */
export function toQuizAttempt(
  attempt: QuizAttemptDocument,
  content: QuizDraft,
  policy: Policy,
  language: string,
  now: Date,
): QuizAttempt {
  const questions = questionsInOrder(content, attempt.seed);
  return {
    id: attempt._id.toHexString(),
    quizId: attempt.quizId.toHexString(),
    number: attempt.number,
    state: attempt.state,
    preview: attempt.preview,
    startedAt: attempt.startedAt.toISOString(),
    deadlineAt: attempt.deadlineAt?.toISOString() ?? null,
    now: now.toISOString(),
    submittedAt: attempt.submittedAt?.toISOString() ?? null,
    closedByDeadline: attempt.closedByDeadline,
    questions: questions.map((question) => attemptQuestion(question, content, attempt.seed)),
    answers: questions.flatMap(({ id }) => {
      const saved = attempt.answers[keyOf(id)];
      return saved === undefined ? [] : [{ questionId: id, ...saved, savedAt: saved.savedAt.toISOString() }];
    }),
    result: attempt.state === 'in_progress' ? null : toResult(attempt, content, policy, language, now),
  };
}

function toResult(
  attempt: QuizAttemptDocument,
  content: QuizDraft,
  policy: Policy,
  language: string,
  now: Date,
): NonNullable<QuizAttempt['result']> {
  const shown = answersShown(policy, now);
  const { percent, points, maxPoints } = outcomeOf(content, attempt);
  return {
    percent,
    points,
    maxPoints,
    passed: percent === null ? null : percent >= policy.passPercent,
    questions: questionsInOrder(content, attempt.seed).flatMap(
      (question) => resultOf(question, attempt, shown ? language : null) ?? [],
    ),
  };
}
