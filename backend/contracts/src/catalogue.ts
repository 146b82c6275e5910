import * as z from 'zod';
import {
  courseCategories,
  courseCategorySchema,
  courseLevels,
  courseLevelSchema,
  courseTeacherSchema,
  enrolmentModeSchema,
  priceSchema,
} from './courses.js';
import { blockTypeSchema } from './lesson-blocks.js';
import { commaList, momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

/** What learners thought of a course: the mean of 1 to 5, null before the first review. */
export const ratingSchema = z.object({ average: z.number().nullable(), count: z.number().int() });
export type Rating = z.infer<typeof ratingSchema>;

/** A published course in the catalogue. `learners` counts who is or was learning. */
export const catalogueCardSchema = z.object({
  id: objectIdSchema,
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  language: z.string(),
  level: courseLevelSchema,
  category: courseCategorySchema,
  tags: z.array(z.string()),
  coverUrl: z.string().nullable(),
  price: priceSchema,
  teachers: z.array(z.string()),
  lessons: z.number().int(),
  minutes: z.number().int(),
  rating: ratingSchema,
  learners: z.number().int(),
  publishedAt: momentSchema,
});
export type CatalogueCard = z.infer<typeof catalogueCardSchema>;

/** `relevance` needs words to search for; without them it is `newest`. */
export const catalogueSorts = ['relevance', 'newest', 'popular', 'rating', 'title'] as const;
export const catalogueSortSchema = z.enum(catalogueSorts);
export type CatalogueSort = z.infer<typeof catalogueSortSchema>;

/** `GET /catalogue/courses`. With `q` at most the hundred best hits are listed. */
export const catalogueQuerySchema = z.strictObject({
  q: plainText(1, 200).optional(),
  category: commaList(courseCategories).optional(),
  level: commaList(courseLevels).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/)
    .optional(),
  price: z.enum(['free', 'paid']).optional(),
  tag: plainText(1, 40).optional(),
  sort: catalogueSortSchema.default('relevance'),
  cursor: z.string().max(300).optional(),
  limit: pageSizeSchema,
});
export type CatalogueQuery = z.infer<typeof catalogueQuerySchema>;

/** A lesson in the public outline: its title and what it is made of, never what it says. */
export const catalogueLessonSchema = z.object({
  id: objectIdSchema,
  title: z.string(),
  minutes: z.number().int(),
  preview: z.boolean(),
  blockTypes: z.array(blockTypeSchema),
});

/** `GET /catalogue/courses/:course`, by slug, former slug or id: the page of a published course. `description` is cleaned HTML. */
export const catalogueCourseSchema = catalogueCardSchema.extend({
  description: z.string(),
  outcomes: z.array(z.string()),
  teaching: z.array(courseTeacherSchema),
  enrolment: enrolmentModeSchema,
  accessDays: z.number().int().nullable(),
  sequential: z.boolean(),
  certificate: z.boolean(),
  sections: z.array(z.object({ id: objectIdSchema, title: z.string(), lessons: z.array(catalogueLessonSchema) })),
  updatedAt: momentSchema,
});
export type CatalogueCourse = z.infer<typeof catalogueCourseSchema>;

/** `GET /catalogue/filters`: the languages and tags that there are, with how many courses, most first. */
export const catalogueFiltersSchema = z.object({
  languages: z.array(z.object({ language: z.string(), courses: z.number().int() })),
  tags: z.array(z.object({ tag: z.string(), courses: z.number().int() })),
});
export type CatalogueFilters = z.infer<typeof catalogueFiltersSchema>;
