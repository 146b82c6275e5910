import * as z from 'zod';
import { fileInfoSchema } from './files.js';
import { momentSchema, objectIdSchema } from './primitives.js';

/** No submission has more files than this. */
export const MAX_SUBMISSION_FILES = 10;
/** The longest text of a submission, in characters. */
export const MAX_SUBMISSION_TEXT = 20_000;

/**
 * `draft`: kept for the learner, no teacher sees it. `submitted` waits for a teacher and may be handed in anew until it is
 * graded. `returned`: to be worked over and handed in again. `graded`: final, unless a teacher returns it.
 */
export const submissionStates = ['draft', 'submitted', 'returned', 'graded'] as const;
export const submissionStateSchema = z.enum(submissionStates);
export type SubmissionState = z.infer<typeof submissionStateSchema>;

/**
 * `GET /learn/courses/:course/lessons/:lessonId/assignments/:blockId`: the caller's own work. `version` is 0 where nothing
 * was written yet; `points` and `comment` are what the teacher gave and wrote last.
 */
export const submissionSchema = z.object({
  /** What files are uploaded for. */
  courseId: objectIdSchema,
  state: submissionStateSchema,
  version: z.number().int(),
  text: z.string(),
  files: z.array(fileInfoSchema),
  savedAt: momentSchema.nullable(),
  submittedAt: momentSchema.nullable(),
  /** How often it was handed in. */
  attempts: z.number().int(),
  points: z.number().nullable(),
  maxPoints: z.number(),
  comment: z.string(),
  gradedAt: momentSchema.nullable(),
  /** The caller may write: false for who teaches the course, and once it is graded. */
  open: z.boolean(),
});
export type Submission = z.infer<typeof submissionSchema>;

/**
 * `PUT` of the same address: keeps the work, and with `submit` hands it in. 409 STALE where `version` is not the current one,
 * 409 CONFLICT once it is graded, or where what was handed in would become a draft again.
 */
export const saveSubmissionRequestSchema = z.strictObject({
  version: z.number().int().min(0),
  text: z.string().max(MAX_SUBMISSION_TEXT),
  fileIds: z
    .array(objectIdSchema)
    .max(MAX_SUBMISSION_FILES)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'must not name a file twice' }),
  submit: z.boolean(),
});
export type SaveSubmissionRequest = z.infer<typeof saveSubmissionRequestSchema>;
