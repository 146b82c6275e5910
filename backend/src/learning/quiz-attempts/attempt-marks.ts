import type { QuestionResult, QuizAnswer } from '@classy-book/contracts/quiz-attempts';
import type { Question, QuizDraft } from '@classy-book/contracts/quizzes';
import { gradeAnswer } from '../quizzes/question-grading.port.js';
import { keyOf } from './answer-keys.js';
import { hundredths } from './attempt-rules.js';
import type { AttemptOutcome } from './quiz-attempt.repository.js';
import type { EssayMark, QuizAttemptDocument } from './quiz-attempt.schema.js';

type Work = Pick<QuizAttemptDocument, 'answers' | 'essays'>;

/** What was answered to a question; null where nothing was. */
export function answerOf({ answers }: Pick<Work, 'answers'>, { id }: Pick<Question, 'id'>): QuizAnswer | null {
  return answers[keyOf(id)]?.answer ?? null;
}

/** The text of an essay; empty where none was written. */
export function essayOf(work: Pick<Work, 'answers'>, question: Pick<Question, 'id'>): string {
  const answer = answerOf(work, question);
  return answer?.type === 'essay' ? answer.text.trim() : '';
}

/** The essays that a teacher has to grade: an empty one is worth nothing without one. */
export function gradedEssays({ questions }: Pick<QuizDraft, 'questions'>, work: Work): Question[] {
  return questions.filter((question) => question.type === 'essay' && essayOf(work, question) !== '');
}

/** The points of a question; null while a teacher has to give them. */
export function pointsOf(question: Question, work: Work): number | null {
  if (question.type === 'description') return 0;
  if (question.type === 'essay') return essayOf(work, question) === '' ? 0 : (markOf(question, work)?.points ?? null);
  return gradeAnswer(question, answerOf(work, question)).points;
}

/** What an attempt came to: all points, and what they are in percent; nothing yet while an essay waits. */
export function outcomeOf({ questions }: Pick<QuizDraft, 'questions'>, work: Work): AttemptOutcome {
  const maxPoints = hundredths(
    questions.reduce((sum, { type, points }) => sum + (type === 'description' ? 0 : points), 0),
  );
  let sum = 0;
  for (const question of questions) {
    const points = pointsOf(question, work);
    if (points === null) return { state: 'needs_grading', points: null, percent: null, maxPoints };
    sum += points;
  }
  const points = hundredths(Math.min(maxPoints, Math.max(0, sum)));
  // a quiz that asks without points is done by handing it in
  const percent = maxPoints === 0 ? 100 : hundredths((points / maxPoints) * 100);
  return { state: 'graded', points, percent, maxPoints };
}

/**
 * The result of one question for its learner.
 * @param language in which it is said what was right; null where the feedback policy does not show that yet
 */
export function resultOf(question: Question, work: Work, language: string | null): QuestionResult | null {
  if (question.type === 'description') return null;
  const mark = markOf(question, work);
  const hidden = { right: null, solution: null, feedback: null, comment: mark?.comment ?? null };
  if (question.type === 'essay') {
    const feedback = language !== null && question.feedback !== '' ? question.feedback : null;
    return { questionId: question.id, ...hidden, feedback, points: pointsOf(question, work) };
  }
  if (language === null) return null;
  const { points, right, solution, feedback } = gradeAnswer(question, answerOf(work, question), language);
  return { questionId: question.id, points, right, solution, feedback, comment: null };
}

/** What a teacher gave for an essay. */
export function markOf({ id }: Pick<Question, 'id'>, { essays }: Pick<Work, 'essays'>): EssayMark | undefined {
  return essays[keyOf(id)];
}
