import * as z from 'zod';
import { objectIdSchema, plainText } from './primitives.js';

/** `GET /catalogue/suggestions` and `GET /search/suggestions`: what somebody typed so far. */
export const suggestionQuerySchema = z.strictObject({ q: plainText(1, 100) });
export type SuggestionQuery = z.infer<typeof suggestionQuerySchema>;

/** A course or a lesson that was found. `excerpt` is plain text around the first match; `courseSlug` leads to it. */
export const searchResultSchema = z.object({
  kind: z.enum(['course', 'lesson']),
  id: objectIdSchema,
  courseId: objectIdSchema,
  courseSlug: z.string(),
  courseTitle: z.string(),
  title: z.string(),
  excerpt: z.string(),
});
export type SearchResult = z.infer<typeof searchResultSchema>;

/** `GET /search`: courses of the catalogue, and lessons that are open to the caller; the best hits first. */
export const searchQuerySchema = z.strictObject({
  q: plainText(1, 200),
  kind: z.enum(['course', 'lesson']).optional(),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;
