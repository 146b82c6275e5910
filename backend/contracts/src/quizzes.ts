import * as z from 'zod';
import { blockIdSchema } from './lesson-blocks.js';
import { momentSchema, objectIdSchema, plainText } from './primitives.js';

/** No quiz has more questions than this. */
export const MAX_QUESTIONS = 200;

/** The name of a question, an option or a pair inside its quiz. */
export const partIdSchema = blockIdSchema;

const html = (limit: number) => z.string().max(limit);
/** What an answer is worth, in percent of the points of its question; below 0 it takes points away (never below 0 in all). */
const weight = z.number().min(-100).max(100);

/** An answer that can be chosen. */
export const optionSchema = z.strictObject({ id: partIdSchema, html: html(10_000), weight, feedback: html(5_000) });
export type QuizOption = z.infer<typeof optionSchema>;

const common = {
  id: partIdSchema,
  /** A short name for lists; may be empty. */
  title: plainText(0, 200),
  html: html(20_000),
  points: z.number().min(0).max(100),
  /** Shown with the result, whatever was answered. */
  feedback: html(5_000),
  /** Where a question came from, such as the category of a GIFT file; may be empty. */
  category: plainText(0, 300),
};
const options = z.array(optionSchema).max(30);

/** One of several is right (weight 100); others may be worth a part. */
const singleQuestion = z.strictObject({ ...common, type: z.literal('single'), options });
/** Several are right: the weights of the chosen ones add up. */
const multipleQuestion = z.strictObject({ ...common, type: z.literal('multiple'), options });
const booleanQuestion = z.strictObject({
  ...common,
  type: z.literal('boolean'),
  answer: z.boolean(),
  rightFeedback: html(5_000),
  wrongFeedback: html(5_000),
});
/** A typed text: compared after Unicode normalisation, with single spaces, and without regard to case unless `caseSensitive`; `*` in an answer stands for anything. */
const shortQuestion = z.strictObject({
  ...common,
  type: z.literal('short'),
  caseSensitive: z.boolean(),
  answers: z
    .array(z.strictObject({ id: partIdSchema, text: plainText(0, 500), weight, feedback: html(5_000) }))
    .max(30),
});
/** A typed number: within `tolerance` of `value`, or from `from` to `to`, both included. */
const numericalQuestion = z.strictObject({
  ...common,
  type: z.literal('numerical'),
  answers: z
    .array(
      z.discriminatedUnion('form', [
        z.strictObject({
          id: partIdSchema,
          form: z.literal('value'),
          value: z.number(),
          tolerance: z.number().min(0),
          weight,
          feedback: html(5_000),
        }),
        z.strictObject({
          id: partIdSchema,
          form: z.literal('range'),
          from: z.number(),
          to: z.number(),
          weight,
          feedback: html(5_000),
        }),
      ]),
    )
    .max(30),
});
/** Each `html` on the left belongs to one `text` on the right; `extras` are texts on the right that belong to nothing. */
const matchingQuestion = z.strictObject({
  ...common,
  type: z.literal('matching'),
  pairs: z.array(z.strictObject({ id: partIdSchema, html: html(5_000), text: plainText(0, 500) })).max(30),
  extras: z.array(plainText(1, 500)).max(30),
});
/** A teacher grades it. */
const essayQuestion = z.strictObject({ ...common, type: z.literal('essay') });
/** A text between the questions: nothing to answer, no points. */
const descriptionQuestion = z.strictObject({ ...common, type: z.literal('description') });

/** A question with its answers: what teachers see and nobody else. */
export const questionSchema = z.discriminatedUnion('type', [
  singleQuestion,
  multipleQuestion,
  booleanQuestion,
  shortQuestion,
  numericalQuestion,
  matchingQuestion,
  essayQuestion,
  descriptionQuestion,
]);
export type Question = z.infer<typeof questionSchema>;
export type QuestionType = Question['type'];
export const questionTypes = [
  'single',
  'multiple',
  'boolean',
  'short',
  'numerical',
  'matching',
  'essay',
  'description',
] as const satisfies readonly QuestionType[];

/** Which of several attempts counts. */
export const scoreRules = ['highest', 'latest', 'average'] as const;
export const scoreRuleSchema = z.enum(scoreRules);
export type ScoreRule = z.infer<typeof scoreRuleSchema>;

/**
 * What a learner sees of the result: `score` the points alone; `answers` which answers were right and all feedback, at once
 * after handing in; `after_close` the same, but the answers only after `closesAt`.
 */
export const feedbackPolicies = ['score', 'answers', 'after_close'] as const;
export const feedbackPolicySchema = z.enum(feedbackPolicies);
export type FeedbackPolicy = z.infer<typeof feedbackPolicySchema>;

/** What a teacher writes: the draft of a quiz. It is published with its lesson. */
export const quizDraftSchema = z.strictObject({
  title: plainText(1, 160),
  instructions: html(10_000),
  /** Minutes from the start of an attempt to its deadline; null: no limit. */
  timeLimit: z.number().int().min(1).max(600).nullable(),
  /** How often a learner may try; null: without limit. */
  maxAttempts: z.number().int().min(1).max(50).nullable(),
  scoreRule: scoreRuleSchema,
  /** The grade in percent from which on the quiz is passed. */
  passPercent: z.number().int().min(0).max(100),
  shuffleQuestions: z.boolean(),
  shuffleOptions: z.boolean(),
  feedback: feedbackPolicySchema,
  opensAt: momentSchema.nullable(),
  closesAt: momentSchema.nullable(),
  questions: z
    .array(questionSchema)
    .max(MAX_QUESTIONS)
    .refine((questions) => new Set(questions.map(({ id }) => id)).size === questions.length, {
      error: 'must not hold two questions with the same id',
    }),
});
export type QuizDraft = z.infer<typeof quizDraftSchema>;

/** `POST /teach/courses/:id/quizzes`: an empty quiz, to be named by a quiz block. */
export const createQuizRequestSchema = z.strictObject({ title: plainText(1, 160) });
export type CreateQuizRequest = z.infer<typeof createQuizRequestSchema>;

/** `GET /teach/quizzes/:id`: a quiz as its teachers see it. `published` is null where no learner sees it yet. */
export const quizSchema = z.object({
  id: objectIdSchema,
  courseId: objectIdSchema,
  courseTitle: z.string(),
  language: z.string(),
  /** The lesson in which learners find it; null where no published lesson names it. */
  lessonId: objectIdSchema.nullable(),
  revision: z.number().int(),
  draft: quizDraftSchema,
  published: z.object({ revision: z.number().int(), at: momentSchema }).nullable(),
  savedAt: momentSchema,
  savedBy: z.string(),
});
export type Quiz = z.infer<typeof quizSchema>;

/** `PUT /teach/quizzes/:id/draft`, the autosave: at most 1 MB; 409 STALE where `revision` is not the current one. */
export const saveQuizRequestSchema = z.strictObject({ revision: z.number().int().min(0), draft: quizDraftSchema });
export type SaveQuizRequest = z.infer<typeof saveQuizRequestSchema>;

/** The answer of a save: what is stored, HTML cleaned. */
export const savedQuizSchema = z.object({ revision: z.number().int(), savedAt: momentSchema, draft: quizDraftSchema });
export type SavedQuiz = z.infer<typeof savedQuizSchema>;

/** `POST /teach/quizzes/:id/import`: reads questions, changes nothing; the page shows them and saves what is taken over. */
export const importQuestionsRequestSchema = z.strictObject({
  format: z.enum(['gift', 'csv']),
  text: z.string().max(1_000_000),
});
export type ImportQuestionsRequest = z.infer<typeof importQuestionsRequestSchema>;

/** What can be wrong with a file of questions; pages have a sentence of their own for each. */
export const importProblemCodes = [
  'no_questions',
  'too_many',
  'too_many_problems',
  'unfinished',
  'unescaped',
  'unreadable',
  'weight',
  'does_not_fit',
  'no_right_answer',
  'picture_missing',
  'any_number',
  'unknown_type',
  'missing_column',
  'wrong_value',
  'broken_quotes',
] as const;
export type ImportProblemCode = (typeof importProblemCodes)[number];

/** The `line` (from 1) of what could not be read (`error`) or was read differently (`warning`); `detail` goes into the sentence. */
export const importProblemSchema = z.object({
  line: z.number().int(),
  severity: z.enum(['error', 'warning']),
  code: z.enum(importProblemCodes),
  detail: z.string(),
  message: z.string(),
  excerpt: z.string(),
});
export type ImportProblem = z.infer<typeof importProblemSchema>;

/** What a file holds, at most 1,000 questions. */
export const importedQuestionsSchema = z.object({
  questions: z.array(questionSchema),
  problems: z.array(importProblemSchema),
});
export type ImportedQuestions = z.infer<typeof importedQuestionsSchema>;

/** `GET /teach/quizzes/:id/export`: the questions of the draft as a file that `import` reads the same. */
export const exportQuizQuerySchema = z.strictObject({ format: importQuestionsRequestSchema.shape.format });
export type ExportQuizQuery = z.infer<typeof exportQuizQuerySchema>;
