import * as z from 'zod';
import { submissionStateSchema } from './assignments.js';
import { enrolmentStatusSchema } from './enrolments.js';
import { fileInfoSchema } from './files.js';
import { blockIdSchema } from './lesson-blocks.js';
import { momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';
import { quizAttemptStateSchema } from './quiz-attempts.js';

/** What is graded: attempts of quizzes that hold essays, and submissions of assignments. */
export const gradedKinds = ['quiz', 'assignment'] as const;
export const gradedKindSchema = z.enum(gradedKinds);
export type GradedKind = z.infer<typeof gradedKindSchema>;

/** `GET /teach/courses/:id/gradebook/columns`: the graded items of the outline as it is published, in order. */
export const gradebookColumnSchema = z.object({
  blockId: blockIdSchema,
  kind: gradedKindSchema,
  quizId: objectIdSchema.nullable(),
  title: z.string(),
  lessonId: objectIdSchema,
  lesson: z.string(),
});
export type GradebookColumn = z.infer<typeof gradebookColumnSchema>;

export const gradebookSorts = ['name', 'progress', 'grade'] as const;
/** What the gradebook sorts by: names rise, the others fall. */
export const gradebookSortSchema = z.enum(gradebookSorts);
export type GradebookSort = z.infer<typeof gradebookSortSchema>;

const filters = {
  q: plainText(1, 100).optional(),
  /** Without it: active and completed. */
  status: enrolmentStatusSchema.optional(),
  sort: gradebookSortSchema.default('name'),
};

/** `GET /teach/courses/:id/gradebook` */
export const gradebookQuerySchema = z.strictObject({
  ...filters,
  cursor: z.string().max(300).optional(),
  limit: pageSizeSchema,
});
export type GradebookQuery = z.infer<typeof gradebookQuerySchema>;

/** `GET /teach/courses/:id/gradebook/export`: CSV, the same filters. */
export const gradebookExportQuerySchema = z.strictObject(filters);
export type GradebookExportQuery = z.infer<typeof gradebookExportQuerySchema>;

/** What a learner has for one item; an item without one was not begun. */
export const gradebookCellSchema = z.object({
  blockId: blockIdSchema,
  /** Null while it waits for a teacher. */
  percent: z.number().nullable(),
  state: z.enum(['needs_grading', 'graded']),
  attempts: z.number().int(),
});
export type GradebookCell = z.infer<typeof gradebookCellSchema>;

/** A learner in the gradebook. `grade` is the average over what is graded so far. */
export const gradebookRowSchema = z.object({
  enrolmentId: objectIdSchema,
  userId: objectIdSchema,
  name: z.string(),
  email: z.string(),
  status: enrolmentStatusSchema,
  progress: z.number(),
  grade: z.number().nullable(),
  cells: z.array(gradebookCellSchema),
});
export type GradebookRow = z.infer<typeof gradebookRowSchema>;

/** `GET /teach/courses/:id/people/:enrolmentId/grades`: one learner's work, item by item. */
export const learnerGradesSchema = z.object({
  enrolmentId: objectIdSchema,
  grade: z.number().nullable(),
  items: z.array(
    z.object({
      blockId: blockIdSchema,
      kind: gradedKindSchema,
      quizId: objectIdSchema.nullable(),
      title: z.string(),
      lesson: z.string(),
      percent: z.number().nullable(),
      state: z.enum(['needs_grading', 'graded']).nullable(),
      /** Newest first; of an assignment there is at most one. */
      attempts: z.array(
        z.object({
          id: objectIdSchema,
          number: z.number().int(),
          state: z.union([quizAttemptStateSchema, submissionStateSchema]),
          startedAt: momentSchema,
          submittedAt: momentSchema.nullable(),
          closedByDeadline: z.boolean(),
          percent: z.number().nullable(),
        }),
      ),
      allowance: z.object({ extraTime: z.number().int(), extraAttempts: z.number().int() }).nullable(),
    }),
  ),
});
export type LearnerGrades = z.infer<typeof learnerGradesSchema>;

/** `GET /teach/courses/:id/grading`: what waits for a teacher, oldest first. */
export const gradingQueueQuerySchema = z.strictObject({
  blockId: blockIdSchema.optional(),
  cursor: z.string().max(300).optional(),
  limit: pageSizeSchema,
});
export type GradingQueueQuery = z.infer<typeof gradingQueueQuerySchema>;

/** One piece of work that waits: an attempt of a quiz with essays, or a submission. */
export const gradingRowSchema = z.object({
  id: objectIdSchema,
  kind: gradedKindSchema,
  blockId: blockIdSchema,
  title: z.string(),
  lesson: z.string(),
  enrolmentId: objectIdSchema,
  name: z.string(),
  email: z.string(),
  submittedAt: momentSchema,
  /** Which attempt it is. */
  number: z.number().int(),
});
export type GradingRow = z.infer<typeof gradingRowSchema>;

const comment = z.string().max(5_000);

/** `GET /teach/courses/:id/grading/quiz/:workId`: the essays of an attempt with what was given so far. */
export const essayWorkSchema = z.object({
  id: objectIdSchema,
  title: z.string(),
  name: z.string(),
  /** Names the state that a grade is based on. */
  version: z.number().int(),
  state: quizAttemptStateSchema,
  submittedAt: momentSchema.nullable(),
  closedByDeadline: z.boolean(),
  points: z.number().nullable(),
  maxPoints: z.number(),
  essays: z.array(
    z.object({
      questionId: blockIdSchema,
      html: z.string(),
      answer: z.string(),
      maxPoints: z.number(),
      points: z.number().nullable(),
      comment: z.string(),
    }),
  ),
});
export type EssayWork = z.infer<typeof essayWorkSchema>;

/**
 * `PUT /teach/courses/:id/grading/quiz/:workId`: points and comments of essays, in one write; 409 STALE where somebody else
 * graded meanwhile. The attempt is graded when all of its essays are.
 */
export const gradeEssaysRequestSchema = z.strictObject({
  version: z.number().int().min(0),
  essays: z
    .array(z.strictObject({ questionId: blockIdSchema, points: z.number().min(0).max(100), comment }))
    .min(1)
    .max(200),
});
export type GradeEssaysRequest = z.infer<typeof gradeEssaysRequestSchema>;

/** `GET /teach/courses/:id/grading/assignment/:workId`: what was handed in. */
export const assignmentWorkSchema = z.object({
  id: objectIdSchema,
  title: z.string(),
  name: z.string(),
  html: z.string(),
  version: z.number().int(),
  state: submissionStateSchema,
  submittedAt: momentSchema.nullable(),
  number: z.number().int(),
  text: z.string(),
  files: z.array(fileInfoSchema),
  points: z.number().nullable(),
  maxPoints: z.number(),
  comment: z.string(),
});
export type AssignmentWork = z.infer<typeof assignmentWorkSchema>;

/** `PUT /teach/courses/:id/grading/assignment/:workId`: a grade, or `points: null` to return it to be worked over. */
export const gradeAssignmentRequestSchema = z.strictObject({
  version: z.number().int().min(0),
  points: z.number().min(0).max(1_000).nullable(),
  comment,
});
export type GradeAssignmentRequest = z.infer<typeof gradeAssignmentRequestSchema>;
