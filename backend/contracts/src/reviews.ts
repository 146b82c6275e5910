import * as z from 'zod';
import { ratingSchema } from './catalogue.js';
import { momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

const starsSchema = z.number().int().min(1).max(5);

/** Text of several lines without other control characters. */
export const reviewTextSchema = z
  .string()
  .max(2_000)
  .refine((text) => !/[^\P{Cc}\n]/u.test(text), { error: 'must not contain control characters' })
  .transform((text) => text.trim());

/** What a learner wrote about a course. `hidden` is only ever true for its author and for who may manage courses. */
export const reviewSchema = z.object({
  id: objectIdSchema,
  author: z.string(),
  own: z.boolean(),
  stars: z.number().int(),
  text: z.string(),
  reply: z.object({ text: z.string(), by: z.string(), at: momentSchema }).nullable(),
  hidden: z.boolean(),
  at: momentSchema,
  edited: z.boolean(),
});
export type Review = z.infer<typeof reviewSchema>;

/** `PUT /learn/courses/:course/review`: the caller's own, written or changed; who is not enrolled is refused. */
export const writeReviewRequestSchema = z.strictObject({ stars: starsSchema, text: reviewTextSchema });
export type WriteReviewRequest = z.infer<typeof writeReviewRequestSchema>;

/** `GET /catalogue/courses/:course/reviews` (public) and `GET /learn/courses/:course/reviews`, newest first. */
export const reviewQuerySchema = z.strictObject({
  stars: z.coerce.number().int().min(1).max(5).optional(),
  cursor: objectIdSchema.optional(),
  limit: pageSizeSchema,
});
export type ReviewQuery = z.infer<typeof reviewQuerySchema>;

/** `GET /catalogue/courses/:course/rating`: how many gave 1, 2, 3, 4 and 5 stars. */
export const ratingSummarySchema = ratingSchema.extend({ stars: z.array(z.number().int()).length(5) });
export type RatingSummary = z.infer<typeof ratingSummarySchema>;

/** `GET /learn/courses/:course/review`: the caller's own; `may` says whether they may write one. */
export const ownReviewSchema = z.object({ review: reviewSchema.nullable(), may: z.boolean() });
export type OwnReview = z.infer<typeof ownReviewSchema>;

/** `PUT /teach/reviews/:id/reply`: a teacher of the course answers; an empty text takes the answer back. */
export const replyRequestSchema = z.strictObject({ text: reviewTextSchema });
export type ReplyRequest = z.infer<typeof replyRequestSchema>;

/** `POST /admin/reviews/:id/visibility`, with `courses:manage`: teachers do not hide what was said of their own course. */
export const reviewVisibilityRequestSchema = z.strictObject({ hidden: z.boolean(), reason: plainText(3, 300) });
export type ReviewVisibilityRequest = z.infer<typeof reviewVisibilityRequestSchema>;
