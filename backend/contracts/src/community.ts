import * as z from 'zod';
import { momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

/** No course keeps more announcements, no lesson more questions, no question more answers than this. */
export const MAX_ANNOUNCEMENTS = 200;
export const MAX_QUESTIONS = 2_000;
export const MAX_ANSWERS = 200;

/** A text of several lines: no control characters but line breaks and tabs; trimmed, line breaks as `\n`. */
const longText = (minimum: number, maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), { error: 'must not contain control characters' })
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(minimum, { error: 'must not be empty' }));

const heading = (maximum: number) =>
  plainText(1, maximum)
    .transform((text) => text.trim())
    .pipe(z.string().min(1, { error: 'must not be empty' }));

/**
 * What a teacher tells everybody in a course. `html` is cleaned; `author` is empty where the account is gone; `avatarUrl` is the picture of
 * the author, signed for the caller.
 */
export const announcementSchema = z.object({
  id: objectIdSchema,
  title: z.string(),
  html: z.string(),
  author: z.string(),
  avatarUrl: z.string().nullable(),
  at: momentSchema,
});
export type Announcement = z.infer<typeof announcementSchema>;

/**
 * `POST /teach/courses/:id/announcements`. Learners who may read the course are notified; with `notify: false` it only
 * stands in the list. A course keeps its newest 200.
 */
export const announceRequestSchema = z.strictObject({
  title: heading(160),
  html: z.string().min(1).max(20_000),
  notify: z.boolean().default(true),
});
export type AnnounceRequest = z.infer<typeof announceRequestSchema>;

/** `GET /learn/courses/:course/announcements` and `GET /teach/courses/:id/announcements`, newest first. */
export const announcementListQuerySchema = z.strictObject({ cursor: objectIdSchema.optional(), limit: pageSizeSchema });
export type AnnouncementListQuery = z.infer<typeof announcementListQuerySchema>;

/**
 * Who wrote something: `teacher` has the badge, `you` is the caller. The name of a deleted account is null. `avatarUrl` is signed for the
 * caller.
 */
export const postAuthorSchema = z.object({
  name: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  teacher: z.boolean(),
  you: z.boolean(),
});
export type PostAuthor = z.infer<typeof postAuthorSchema>;

/** What the caller may do with a post. */
export const postRightsSchema = z.object({
  edit: z.boolean(),
  delete: z.boolean(),
  /** Hide it and show it again. */
  moderate: z.boolean(),
  /** Questions: accept one of their answers. */
  accept: z.boolean(),
});
export type PostRights = z.infer<typeof postRightsSchema>;

const post = {
  id: objectIdSchema,
  /** Plain text with line breaks. */
  text: z.string(),
  author: postAuthorSchema,
  at: momentSchema,
  editedAt: momentSchema.nullable(),
  /** Hidden from everybody but its author and the teachers; with the reason that a teacher gave. */
  hidden: z.object({ reason: z.string() }).nullable(),
  may: postRightsSchema,
};

/** A question under a lesson, as lists show it. `answers` counts those that are not hidden. */
export const questionSchema = z.object({
  ...post,
  courseId: objectIdSchema,
  lessonId: objectIdSchema,
  /** Null where the lesson is not published any more. */
  lessonTitle: z.string().nullable(),
  title: z.string(),
  answers: z.number().int(),
  answeredByTeacher: z.boolean(),
  acceptedAnswerId: objectIdSchema.nullable(),
});
export type Question = z.infer<typeof questionSchema>;

export const answerSchema = z.object({ ...post, accepted: z.boolean() });
export type Answer = z.infer<typeof answerSchema>;

/** `GET /discussions/questions/:id`: the question with its answers: the accepted one first, then from the oldest to the newest. */
export const questionDetailSchema = questionSchema.extend({ thread: z.array(answerSchema) });
export type QuestionDetail = z.infer<typeof questionDetailSchema>;

export const questionFilters = ['all', 'unanswered', 'hidden'] as const;

/**
 * `GET /learn/courses/:course/lessons/:lessonId/questions` and `GET /teach/courses/:id/questions`, newest first. `hidden`
 * is for teachers; learners are answered with their own hidden ones only.
 */
export const questionListQuerySchema = z.strictObject({
  filter: z.enum(questionFilters).default('all'),
  cursor: objectIdSchema.optional(),
  limit: pageSizeSchema,
});
export type QuestionListQuery = z.infer<typeof questionListQuerySchema>;

/** `POST /learn/courses/:course/lessons/:lessonId/questions` and `PATCH /discussions/questions/:id` (the author, within a day). */
export const writeQuestionRequestSchema = z.strictObject({ title: heading(160), text: longText(1, 5_000) });
export type WriteQuestionRequest = z.infer<typeof writeQuestionRequestSchema>;

/** `POST /discussions/questions/:id/answers` and `PATCH /discussions/answers/:id` (the author, within a day). */
export const writeAnswerRequestSchema = z.strictObject({ text: longText(1, 5_000) });
export type WriteAnswerRequest = z.infer<typeof writeAnswerRequestSchema>;

/** `PUT /discussions/questions/:id/accepted`: one answer, or none: the asker or a teacher. Answers the question with its answers. */
export const acceptAnswerRequestSchema = z.strictObject({ answerId: objectIdSchema.nullable() });
export type AcceptAnswerRequest = z.infer<typeof acceptAnswerRequestSchema>;

/** `PUT /discussions/questions/:id/hidden` and `PUT /discussions/answers/:id/hidden`: teachers only; null shows it again. */
export const hidePostRequestSchema = z.strictObject({ reason: heading(240).nullable() });
export type HidePostRequest = z.infer<typeof hidePostRequestSchema>;
