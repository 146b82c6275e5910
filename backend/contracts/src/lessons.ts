import * as z from 'zod';
import { blockSchema, completionRuleSchema, MAX_BLOCKS } from './lesson-blocks.js';
import { fileInfoSchema } from './files.js';
import { momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

/** What a teacher writes: the draft of a lesson. Rules may name blocks of the draft only. */
export const lessonDraftSchema = z.strictObject({
  title: plainText(1, 160),
  /** How long it takes, in minutes. */
  minutes: z.number().int().min(1).max(600),
  /** Counts for the progress of the course. */
  required: z.boolean(),
  rules: z.array(completionRuleSchema).min(1).max(10),
  blocks: z
    .array(blockSchema)
    .max(MAX_BLOCKS)
    .refine((blocks) => new Set(blocks.map((block) => block.id)).size === blocks.length, {
      error: 'must not hold two blocks with the same id',
    }),
});
export type LessonDraft = z.infer<typeof lessonDraftSchema>;

/**
 * `PUT /teach/lessons/:id/draft`, the autosave: at most 1 MB. `revision` is the one that the draft is based on; 409 STALE
 * (with who saved and when in the sentence) where it is not the current one.
 */
export const saveDraftRequestSchema = z.strictObject({ revision: z.number().int().min(0), draft: lessonDraftSchema });
export type SaveDraftRequest = z.infer<typeof saveDraftRequestSchema>;

/** A lesson as its teachers see it. `files` describes every file that the draft refers to. */
export const lessonSchema = z.object({
  id: objectIdSchema,
  courseId: objectIdSchema,
  courseTitle: z.string(),
  courseSlug: z.string(),
  courseVersion: z.number().int(),
  language: z.string(),
  revision: z.number().int(),
  draft: lessonDraftSchema,
  files: z.array(fileInfoSchema),
  published: z.object({ revision: z.number().int(), at: momentSchema }).nullable(),
  savedAt: momentSchema,
  savedBy: z.string(),
});
export type Lesson = z.infer<typeof lessonSchema>;

/** The answer of a save. `draft` is what is stored: HTML cleaned, embeds rewritten; the page takes it over where it has not changed since. */
export const savedDraftSchema = z.object({
  revision: z.number().int(),
  savedAt: momentSchema,
  draft: lessonDraftSchema,
});
export type SavedDraft = z.infer<typeof savedDraftSchema>;

/** `POST /teach/lessons/:id/publish` (with its quizzes) and `.../unpublish`: 409 STALE where somebody saved in between. */
export const publishLessonRequestSchema = z.strictObject({ revision: z.number().int().min(0) });
export type PublishLessonRequest = z.infer<typeof publishLessonRequestSchema>;

/** One kept state of a lesson: at most one for five minutes of a person's work, one for each publishing, 50 in all. */
export const lessonRevisionSchema = z.object({
  id: objectIdSchema,
  revision: z.number().int(),
  at: momentSchema,
  by: z.string(),
  reason: z.enum(['saved', 'published', 'restored']),
  title: z.string(),
  blocks: z.number().int(),
});
export type LessonRevision = z.infer<typeof lessonRevisionSchema>;

/** `GET /teach/lessons/:id/history`, newest first. */
export const lessonHistoryQuerySchema = z.strictObject({ cursor: objectIdSchema.optional(), limit: pageSizeSchema });
export type LessonHistoryQuery = z.infer<typeof lessonHistoryQuerySchema>;

/** `GET /teach/lessons/:id/history/:revisionId`: the state itself. */
export const lessonRevisionDetailSchema = lessonRevisionSchema.extend({ draft: lessonDraftSchema });
export type LessonRevisionDetail = z.infer<typeof lessonRevisionDetailSchema>;

/** `POST /teach/lessons/:id/restore`: the state becomes the draft, as a new revision; nothing is lost. */
export const restoreRevisionRequestSchema = z.strictObject({
  revision: z.number().int().min(0),
  revisionId: objectIdSchema,
});
export type RestoreRevisionRequest = z.infer<typeof restoreRevisionRequestSchema>;
