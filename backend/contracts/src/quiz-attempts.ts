import * as z from 'zod';
import { momentSchema, objectIdSchema, plainText } from './primitives.js';
import { feedbackPolicySchema, partIdSchema, scoreRuleSchema } from './quizzes.js';

/**
 * `in_progress` until it is handed in or its deadline is there, when the server closes it; `needs_grading` while an essay
 * waits for a teacher; then `graded`.
 */
export const quizAttemptStates = ['in_progress', 'needs_grading', 'graded'] as const;
export const quizAttemptStateSchema = z.enum(quizAttemptStates);
export type QuizAttemptState = z.infer<typeof quizAttemptStateSchema>;

const common = { id: partIdSchema, html: z.string(), points: z.number() };
const choice = z.object({ id: partIdSchema, html: z.string() });

/** A question as a learner gets it: nothing in it, its order included, tells what is right. */
export const attemptQuestionSchema = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal('single'), options: z.array(choice) }),
  z.object({ ...common, type: z.literal('multiple'), options: z.array(choice) }),
  z.object({ ...common, type: z.literal('boolean') }),
  z.object({ ...common, type: z.literal('short') }),
  z.object({ ...common, type: z.literal('numerical') }),
  z.object({
    ...common,
    type: z.literal('matching'),
    left: z.array(choice),
    right: z.array(z.object({ id: partIdSchema, text: z.string() })),
  }),
  z.object({ ...common, type: z.literal('essay') }),
  z.object({ ...common, type: z.literal('description') }),
]);
export type AttemptQuestion = z.infer<typeof attemptQuestionSchema>;

/** What somebody answered. A number is typed text, so that it can be read with comma or point, Western or Arabic digits. */
export const quizAnswerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('single'), optionId: partIdSchema.nullable() }),
  z.strictObject({ type: z.literal('multiple'), optionIds: z.array(partIdSchema).max(30) }),
  z.strictObject({ type: z.literal('boolean'), value: z.boolean().nullable() }),
  z.strictObject({ type: z.literal('short'), text: plainText(0, 500) }),
  z.strictObject({ type: z.literal('numerical'), text: plainText(0, 60) }),
  z.strictObject({
    type: z.literal('matching'),
    pairs: z.array(z.strictObject({ left: partIdSchema, right: partIdSchema })).max(30),
  }),
  z.strictObject({ type: z.literal('essay'), text: z.string().max(30_000) }),
]);
export type QuizAnswer = z.infer<typeof quizAnswerSchema>;

/**
 * `PUT /learn/quiz-attempts/:id/answers/:questionId`: one answer. `revision` counts up in the page; the highest one stands, so
 * that a repeated or late request changes nothing.
 */
export const saveAnswerRequestSchema = z.strictObject({
  revision: z.number().int().min(1).max(1_000_000),
  answer: quizAnswerSchema,
});
export type SaveAnswerRequest = z.infer<typeof saveAnswerRequestSchema>;
export const savedAnswerSchema = z.object({
  revision: z.number().int(),
  savedAt: momentSchema,
  deadlineAt: momentSchema.nullable(),
});
export type SavedAnswer = z.infer<typeof savedAnswerSchema>;

/** The result of one question; `right`, `solution` and feedback only where the feedback policy shows them by now. */
export const questionResultSchema = z.object({
  questionId: partIdSchema,
  /** Null while a teacher has to grade it. */
  points: z.number().nullable(),
  right: z.boolean().nullable(),
  /** HTML: what would have been right. */
  solution: z.string().nullable(),
  /** HTML, of the answer and of the question. */
  feedback: z.string().nullable(),
  /** What the teacher wrote to an essay. */
  comment: z.string().nullable(),
});
export type QuestionResult = z.infer<typeof questionResultSchema>;

/** An attempt of the caller: its questions in their frozen order, what is saved, and the result once there is one. */
export const quizAttemptSchema = z.object({
  id: objectIdSchema,
  quizId: objectIdSchema,
  number: z.number().int(),
  state: quizAttemptStateSchema,
  /** A teacher tries the quiz: it counts for nothing. */
  preview: z.boolean(),
  startedAt: momentSchema,
  deadlineAt: momentSchema.nullable(),
  /** The server's clock, so that the page can count down without trusting its own. */
  now: momentSchema,
  submittedAt: momentSchema.nullable(),
  /** The deadline closed it, not the learner. */
  closedByDeadline: z.boolean(),
  questions: z.array(attemptQuestionSchema),
  answers: z.array(
    z.object({ questionId: partIdSchema, revision: z.number().int(), answer: quizAnswerSchema, savedAt: momentSchema }),
  ),
  result: z
    .object({
      percent: z.number().nullable(),
      points: z.number().nullable(),
      maxPoints: z.number(),
      passed: z.boolean().nullable(),
      questions: z.array(questionResultSchema),
    })
    .nullable(),
});
export type QuizAttempt = z.infer<typeof quizAttemptSchema>;

/** `GET /learn/courses/:course/lessons/:lessonId/quizzes/:blockId`: the rules, and the caller's attempts without their questions. */
export const quizIntroSchema = z.object({
  quizId: objectIdSchema,
  title: z.string(),
  instructions: z.string(),
  questions: z.number().int(),
  points: z.number(),
  timeLimit: z.number().int().nullable(),
  maxAttempts: z.number().int().nullable(),
  attemptsLeft: z.number().int().nullable(),
  scoreRule: scoreRuleSchema,
  passPercent: z.number().int(),
  feedback: feedbackPolicySchema,
  opensAt: momentSchema.nullable(),
  closesAt: momentSchema.nullable(),
  /** Extra time that a teacher allowed the caller, in percent. */
  extraTime: z.number().int(),
  /** Why no new attempt can be started now; null where one can. */
  closedReason: z.enum(['not_open', 'closed', 'no_attempts_left']).nullable(),
  /** The grade that counts, by the score rule; null before there is one. */
  grade: z.object({ percent: z.number(), passed: z.boolean() }).nullable(),
  attempts: z.array(
    z.object({
      id: objectIdSchema,
      number: z.number().int(),
      state: quizAttemptStateSchema,
      startedAt: momentSchema,
      deadlineAt: momentSchema.nullable(),
      submittedAt: momentSchema.nullable(),
      percent: z.number().nullable(),
    }),
  ),
});
export type QuizIntro = z.infer<typeof quizIntroSchema>;

/**
 * `GET` and `PUT /teach/courses/:id/quizzes/:quizId/allowances/:enrolmentId`: what a teacher allows one learner beyond the
 * rules: more time, in percent of the limit, and more attempts. A running attempt gets its new deadline at once.
 */
export const quizAllowanceSchema = z.strictObject({
  extraTime: z.number().int().min(0).max(400),
  extraAttempts: z.number().int().min(0).max(50),
});
export type QuizAllowance = z.infer<typeof quizAllowanceSchema>;
