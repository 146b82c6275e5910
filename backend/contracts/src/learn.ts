import * as z from 'zod';
import { courseStateSchema, courseTeacherSchema } from './courses.js';
import { enrolmentStatusSchema } from './enrolments.js';
import { fileInfoSchema } from './files.js';
import { blockIdSchema, blockSchema, blockTypeSchema, completionRuleSchema } from './lesson-blocks.js';
import { momentSchema, objectIdSchema } from './primitives.js';

/** How a lesson stands for a learner (the vocabulary of Canvas). */
export const lessonStates = ['locked', 'open', 'started', 'complete'] as const;
export const lessonStateSchema = z.enum(lessonStates);
export type LessonState = z.infer<typeof lessonStateSchema>;

/** What has to be complete before a lesson opens: the first such thing, by its title. */
export const lockReasonSchema = z.object({
  kind: z.enum(['lesson', 'section']),
  id: objectIdSchema,
  title: z.string(),
});
export type LockReason = z.infer<typeof lockReasonSchema>;

/** A published lesson in the outline of a learner. */
export const learnOutlineLessonSchema = z.object({
  id: objectIdSchema,
  title: z.string(),
  minutes: z.number().int(),
  required: z.boolean(),
  preview: z.boolean(),
  blockTypes: z.array(blockTypeSchema),
  state: lessonStateSchema,
  lock: lockReasonSchema.nullable(),
});
export type LearnOutlineLesson = z.infer<typeof learnOutlineLessonSchema>;

/** Progress over the required lessons of the outline as it is published now. `percent` is whole, rounded down, 100 only where all are done. */
export const courseProgressSchema = z.object({
  percent: z.number().int().min(0).max(100),
  done: z.number().int(),
  total: z.number().int(),
  minutesLeft: z.number().int(),
  completedAt: momentSchema.nullable(),
});
export type CourseProgress = z.infer<typeof courseProgressSchema>;

/** Where to go on: the lesson, and in it the video and the second. */
export const resumePointSchema = z.object({
  lessonId: objectIdSchema,
  blockId: blockIdSchema.nullable(),
  seconds: z.number(),
});
export type ResumePoint = z.infer<typeof resumePointSchema>;

/**
 * `GET /learn/courses/:course`: a course as the caller works through it. `as` is `teacher` for who teaches it (or may manage
 * all): then nothing is locked and nothing is recorded.
 */
export const learnCourseSchema = z.object({
  id: objectIdSchema,
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  language: z.string(),
  state: courseStateSchema,
  coverUrl: z.string().nullable(),
  teachers: z.array(courseTeacherSchema),
  as: z.enum(['learner', 'teacher']),
  enrolment: z
    .object({ id: objectIdSchema, status: enrolmentStatusSchema, expiresAt: momentSchema.nullable() })
    .nullable(),
  progress: courseProgressSchema,
  resume: resumePointSchema.nullable(),
  sections: z.array(
    z.object({
      id: objectIdSchema,
      title: z.string(),
      done: z.number().int(),
      total: z.number().int(),
      lessons: z.array(learnOutlineLessonSchema),
    }),
  ),
});
export type LearnCourse = z.infer<typeof learnCourseSchema>;

/** A completion rule and whether it is met; `current` is the best score or the share watched so far, in percent. */
export const ruleStateSchema = z.object({
  rule: completionRuleSchema,
  met: z.boolean(),
  current: z.number().nullable(),
});
export type RuleState = z.infer<typeof ruleStateSchema>;

/** How far a video was watched: the position to go on at, and the ranges in seconds that were played. */
export const videoProgressSchema = z.object({
  blockId: blockIdSchema,
  seconds: z.number(),
  ranges: z.array(z.tuple([z.number(), z.number()])),
  share: z.number(),
});
export type VideoProgress = z.infer<typeof videoProgressSchema>;

/** What every call that changes progress answers. */
export const lessonProgressSchema = z.object({
  lessonId: objectIdSchema,
  state: lessonStateSchema,
  rules: z.array(ruleStateSchema),
  course: courseProgressSchema,
  /** Lessons that are open now and were locked before. */
  opened: z.array(objectIdSchema),
});
export type LessonProgress = z.infer<typeof lessonProgressSchema>;

/** `GET /learn/courses/:course/lessons/:lessonId`: a published lesson that is open to the caller. `files` describes what its blocks name. */
export const learnLessonSchema = z.object({
  id: objectIdSchema,
  courseId: objectIdSchema,
  title: z.string(),
  minutes: z.number().int(),
  language: z.string(),
  /** The place in the outline: the section, and the number of the lesson among all. */
  section: z.string(),
  number: z.number().int(),
  of: z.number().int(),
  previous: objectIdSchema.nullable(),
  next: objectIdSchema.nullable(),
  blocks: z.array(blockSchema),
  files: z.array(fileInfoSchema),
  state: lessonStateSchema,
  rules: z.array(ruleStateSchema),
  videos: z.array(videoProgressSchema),
  note: z.object({ text: z.string(), revision: z.number().int() }),
});
export type LearnLesson = z.infer<typeof learnLessonSchema>;

/**
 * `PUT /learn/courses/:course/lessons/:lessonId/videos/:blockId`: what was played since the last call (joined with what is
 * stored; order and repetition do not matter), and where the video stands.
 */
export const watchedRequestSchema = z.strictObject({
  ranges: z.array(z.tuple([z.number().min(0).max(86_400), z.number().min(0).max(86_400)])).max(100),
  seconds: z.number().min(0).max(86_400),
});
export type WatchedRequest = z.infer<typeof watchedRequestSchema>;

/** `PUT /learn/courses/:course/lessons/:lessonId/note`: the caller's own note, plain text; 409 STALE where `revision` is not the current one. */
export const saveNoteRequestSchema = z.strictObject({
  text: z.string().max(20_000),
  revision: z.number().int().min(0),
});
export type SaveNoteRequest = z.infer<typeof saveNoteRequestSchema>;
export const savedNoteSchema = z.object({ revision: z.number().int(), savedAt: momentSchema });
export type SavedNote = z.infer<typeof savedNoteSchema>;

/** `GET /learn/courses`: what the caller is enrolled in, last used first. */
export const myCourseSchema = z.object({
  id: objectIdSchema,
  slug: z.string(),
  title: z.string(),
  language: z.string(),
  coverUrl: z.string().nullable(),
  teachers: z.array(courseTeacherSchema),
  status: enrolmentStatusSchema,
  expiresAt: momentSchema.nullable(),
  progress: courseProgressSchema,
  resume: resumePointSchema.nullable(),
  /** The title of the lesson to go on with; null where there is none. */
  resumeTitle: z.string().nullable(),
  lastActivityAt: momentSchema.nullable(),
});
export type MyCourse = z.infer<typeof myCourseSchema>;

/**
 * `GET /catalogue/courses/:course/lessons/:lessonId`: a free preview of a published course, for everybody. Quizzes and
 * assignments are left out; `previous` and `next` are previews too.
 */
export const previewLessonSchema = learnLessonSchema
  .pick({ id: true, courseId: true, title: true, minutes: true, language: true, section: true, number: true, of: true })
  .extend({
    courseSlug: z.string(),
    courseTitle: z.string(),
    previous: objectIdSchema.nullable(),
    next: objectIdSchema.nullable(),
    blocks: z.array(blockSchema),
    files: z.array(fileInfoSchema),
  });
export type PreviewLesson = z.infer<typeof previewLessonSchema>;

/** A lesson of one learner, as a teacher sees it: what completes it and what was done. */
export const learnerLessonSchema = learnOutlineLessonSchema.omit({ blockTypes: true, preview: true }).extend({
  rules: z.array(ruleStateSchema),
  viewedAt: momentSchema.nullable(),
  completedAt: momentSchema.nullable(),
});
export type LearnerLesson = z.infer<typeof learnerLessonSchema>;

/** `GET /teach/courses/:id/people/:enrolmentId/progress`: how one learner stands, lesson by lesson. */
export const learnerProgressSchema = z.object({
  enrolmentId: objectIdSchema,
  userId: objectIdSchema,
  progress: courseProgressSchema,
  resume: resumePointSchema.nullable(),
  sections: z.array(z.object({ id: objectIdSchema, title: z.string(), lessons: z.array(learnerLessonSchema) })),
});
export type LearnerProgress = z.infer<typeof learnerProgressSchema>;

/**
 * `GET` and `POST /teach/courses/:id/people/:enrolmentId/reset`: what will be lost, and what was lost. `name` is a key of the
 * texts: `lessons` (with something done in them), `quizAttempts`, `submissions`, `grades`. Certificates and notes stay.
 */
export const progressResetSchema = z.object({
  parts: z.array(z.object({ name: z.string(), count: z.number().int() })),
});
export type ProgressReset = z.infer<typeof progressResetSchema>;
