import * as z from 'zod';
import { blockTypeSchema, completionRuleSchema } from './lesson-blocks.js';
import { emailSchema, momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

/** No course has more sections, or more lessons in all, than this: the whole outline is one document. */
export const MAX_SECTIONS = 60;
export const MAX_LESSONS = 400;

/** `draft`: only its teachers see it. `archived`: nobody new gets in, who is enrolled keeps reading. */
export const courseStates = ['draft', 'published', 'archived'] as const;
export const courseStateSchema = z.enum(courseStates);
export type CourseState = z.infer<typeof courseStateSchema>;

export const courseLevels = ['beginner', 'intermediate', 'advanced', 'all'] as const;
export const courseLevelSchema = z.enum(courseLevels);
export type CourseLevel = z.infer<typeof courseLevelSchema>;

/** The subjects that the catalogue sorts courses by. */
export const courseCategories = [
  'languages',
  'mathematics',
  'science',
  'technology',
  'business',
  'arts',
  'health',
  'society',
  'teaching',
  'skills',
  'other',
] as const;
export const courseCategorySchema = z.enum(courseCategories);
export type CourseCategory = z.infer<typeof courseCategorySchema>;

/** How people get in by themselves: at once, after a teacher has agreed, or not at all (invitation, code, CSV, admin). */
export const enrolmentModes = ['open', 'approval', 'closed'] as const;
export const enrolmentModeSchema = z.enum(enrolmentModes);
export type EnrolmentMode = z.infer<typeof enrolmentModeSchema>;

/** The part of a course in its address: lower case letters (Arabic ones too), digits and `-`, never 24 hexadecimal digits. */
export const courseSlugSchema = z
  .string()
  .min(3)
  .max(80)
  .regex(/^[a-z0-9\u0620-\u064a]+(-[a-z0-9\u0620-\u064a]+)*$/, {
    error: 'must be letters and digits with single - between',
  })
  .refine((slug) => !/^[0-9a-f]{24}$/.test(slug), { error: 'must not look like an identifier' });

/** How a course is named in the address of a page or a route: by its slug, a former slug, or its id. */
export const courseReferenceSchema = z.union([objectIdSchema, courseSlugSchema]);

/** A price: `amount` in the smallest unit of the currency (cents), 0 where the course is free; ISO 4217. */
export const priceSchema = z.strictObject({
  amount: z.number().int().min(0).max(100_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/, { error: 'must be three capital letters, such as EUR' }),
});
export type Price = z.infer<typeof priceSchema>;

const bounded = (limit: number, count: number) =>
  z
    .array(
      plainText(1, limit)
        .transform((text) => text.trim())
        .pipe(z.string().min(1)),
    )
    .max(count)
    .transform((texts) => [...new Set(texts)]);

/** The language of a course: `en`, `ar`, or another BCP 47 tag of at most 12 characters. */
export const courseLanguageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, { error: 'must be a language tag such as en' });

/** What a teacher says about a course. `summary` is plain text, `description` HTML that the server cleans. */
const describing = {
  title: plainText(1, 160),
  summary: plainText(0, 400),
  description: z.string().max(20_000),
  outcomes: bounded(240, 20),
  level: courseLevelSchema,
  language: courseLanguageSchema,
  category: courseCategorySchema,
  tags: bounded(40, 12),
  coverFileId: objectIdSchema.nullable(),
  price: priceSchema,
  enrolment: enrolmentModeSchema,
  /** Days after which an enrolment expires; null: never. */
  accessDays: z.number().int().min(1).max(3_650).nullable(),
  /** Each lesson opens when the required ones before it are complete. */
  sequential: z.boolean(),
  certificate: z.strictObject({
    enabled: z.boolean(),
    /** Months after which a certificate expires; null: never. */
    validMonths: z.number().int().min(1).max(240).nullable(),
    /** The average grade over the graded items, in percent, that it takes besides completing the course; 0: none. */
    minimumGrade: z.number().int().min(0).max(100),
  }),
};

/** `POST /teach/courses`: a draft with nothing in it but its name. The slug is made of the title. */
export const createCourseRequestSchema = z.strictObject({
  title: describing.title,
  language: courseLanguageSchema.default('en'),
});
export type CreateCourseRequest = z.infer<typeof createCourseRequestSchema>;

/** `PATCH /teach/courses/:id`: what changed, and the version that it is based on; 409 STALE where that is not the current one. */
export const updateCourseRequestSchema = z
  .strictObject({ version: z.number().int().min(1), slug: courseSlugSchema, ...describing })
  .partial()
  .required({ version: true });
export type UpdateCourseRequest = z.infer<typeof updateCourseRequestSchema>;

/** A person who teaches a course. The one who made it is the owner: only the owner (or `courses:manage`) changes the others. */
export const courseTeacherSchema = z.object({
  userId: objectIdSchema,
  name: z.string(),
  owner: z.boolean(),
});
export type CourseTeacher = z.infer<typeof courseTeacherSchema>;

/** `PUT /teach/courses/:id/teachers`: the other teachers, by their email addresses; each must hold `courses:teach`. */
export const setTeachersRequestSchema = z.strictObject({
  version: z.number().int().min(1),
  emails: z.array(emailSchema).max(20),
});
export type SetTeachersRequest = z.infer<typeof setTeachersRequestSchema>;

/** What of a lesson is in force for learners: written when the lesson is published, together with its body. */
export const publishedHeaderSchema = z.object({
  title: z.string(),
  minutes: z.number().int(),
  required: z.boolean(),
  rules: z.array(completionRuleSchema),
  blockTypes: z.array(blockTypeSchema),
  /** Graded blocks in their order: quizzes (with the quiz) and assignments, with what a gradebook calls them. */
  graded: z.array(
    z.object({
      blockId: z.string(),
      kind: z.enum(['quiz', 'assignment']),
      quizId: objectIdSchema.nullable(),
      title: z.string(),
    }),
  ),
  /** Videos, by block: how long they are, for the share watched. */
  videos: z.array(z.object({ blockId: z.string(), seconds: z.number() })),
  publishedAt: momentSchema,
});
export type PublishedHeader = z.infer<typeof publishedHeaderSchema>;

/** A lesson in the outline of its teachers. `published` is null for one that no learner sees. */
export const outlineLessonSchema = z.object({
  id: objectIdSchema,
  /** The title of the draft. */
  title: z.string(),
  preview: z.boolean(),
  /** Lessons that have to be complete before this one opens. */
  requires: z.array(objectIdSchema),
  published: publishedHeaderSchema.nullable(),
  /** The draft differs from what is published. */
  changed: z.boolean(),
});
export type OutlineLesson = z.infer<typeof outlineLessonSchema>;

export const outlineSectionSchema = z.object({
  id: objectIdSchema,
  title: z.string(),
  /** Sections whose required lessons have to be complete before any lesson of this one opens. */
  requires: z.array(objectIdSchema),
  lessons: z.array(outlineLessonSchema),
});
export type OutlineSection = z.infer<typeof outlineSectionSchema>;

/** A course as its teachers see it, with the whole outline. `version` grows with every change but autosaved drafts. */
export const courseSchema = z.object({
  id: objectIdSchema,
  slug: z.string(),
  state: courseStateSchema,
  version: z.number().int(),
  ...describing,
  coverUrl: z.string().nullable(),
  teachers: z.array(courseTeacherSchema),
  sections: z.array(outlineSectionSchema),
  createdAt: momentSchema,
  updatedAt: momentSchema,
  publishedAt: momentSchema.nullable(),
  /** The caller may change teachers, archive and delete. */
  owned: z.boolean(),
});
export type Course = z.infer<typeof courseSchema>;

/**
 * `?version=` of `DELETE /teach/courses/:id` (200 with null) and of `DELETE .../sections/:sectionId` (only an empty section)
 * and `DELETE .../lessons/:lessonId` (with its body and history), which answer the course; 409 STALE as everywhere.
 */
export const courseVersionQuerySchema = z.strictObject({ version: z.coerce.number().int().min(1) });
export type CourseVersionQuery = z.infer<typeof courseVersionQuerySchema>;

/** `POST /teach/courses/:id/sections`; like every change of the outline it answers the course as it is now. */
export const createSectionRequestSchema = z.strictObject({
  version: z.number().int().min(1),
  title: plainText(1, 160),
});
export type CreateSectionRequest = z.infer<typeof createSectionRequestSchema>;

/** `PATCH /teach/courses/:id/sections/:sectionId` */
export const updateSectionRequestSchema = z.strictObject({
  version: z.number().int().min(1),
  title: plainText(1, 160).optional(),
  requires: z.array(objectIdSchema).max(MAX_SECTIONS).optional(),
});
export type UpdateSectionRequest = z.infer<typeof updateSectionRequestSchema>;

/** `POST /teach/courses/:id/lessons`: a new lesson at the end of a section. */
export const createLessonRequestSchema = z.strictObject({
  version: z.number().int().min(1),
  sectionId: objectIdSchema,
  title: plainText(1, 160),
});
export type CreateLessonRequest = z.infer<typeof createLessonRequestSchema>;

/** `PATCH /teach/courses/:id/lessons/:lessonId`: what stands in the outline and counts at once. */
export const updateOutlineLessonRequestSchema = z.strictObject({
  version: z.number().int().min(1),
  preview: z.boolean().optional(),
  requires: z.array(objectIdSchema).max(20).optional(),
});
export type UpdateOutlineLessonRequest = z.infer<typeof updateOutlineLessonRequestSchema>;

/**
 * `PUT /teach/courses/:id/outline`: the whole order at once, every section and every lesson exactly once; 409 STALE where
 * `version` is not the current one, 400 where something is missing, doubled or foreign.
 */
export const reorderOutlineRequestSchema = z.strictObject({
  version: z.number().int().min(1),
  sections: z
    .array(z.strictObject({ id: objectIdSchema, lessonIds: z.array(objectIdSchema).max(MAX_LESSONS) }))
    .max(MAX_SECTIONS),
});
export type ReorderOutlineRequest = z.infer<typeof reorderOutlineRequestSchema>;

/** `POST /teach/courses/:id/state`: publishing needs a title, a summary and one published lesson. */
export const courseStateRequestSchema = z.strictObject({ version: z.number().int().min(1), state: courseStateSchema });
export type CourseStateRequest = z.infer<typeof courseStateRequestSchema>;

export const courseSorts = ['updated', 'title', 'created'] as const;

/** `GET /teach/courses`: the caller's own; `all=true` with `courses:manage`: everybody's. */
export const courseListQuerySchema = z.strictObject({
  q: plainText(1, 100).optional(),
  state: courseStateSchema.optional(),
  all: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  sort: z.enum(courseSorts).default('updated'),
  cursor: z.string().max(300).optional(),
  limit: pageSizeSchema,
});
export type CourseListQuery = z.infer<typeof courseListQuerySchema>;

/** A course in the lists of teachers and administrators. `learners` counts enrolments that are active or completed. */
export const courseRowSchema = z.object({
  id: objectIdSchema,
  slug: z.string(),
  title: z.string(),
  state: courseStateSchema,
  language: z.string(),
  coverUrl: z.string().nullable(),
  teachers: z.array(courseTeacherSchema),
  lessons: z.number().int(),
  publishedLessons: z.number().int(),
  learners: z.number().int(),
  updatedAt: momentSchema,
});
export type CourseRow = z.infer<typeof courseRowSchema>;
