import * as z from 'zod';
import { momentSchema, objectIdSchema } from './primitives.js';

/** The sizes of the pieces of time that enrolments are counted in: the last 60 days, or the last 52 weeks (from Mondays). */
export const analyticsBuckets = ['day', 'week'] as const;
export const analyticsBucketSchema = z.enum(analyticsBuckets);
export type AnalyticsBucket = z.infer<typeof analyticsBucketSchema>;

const zone = {
  bucket: analyticsBucketSchema.default('day'),
  /** The reader's distance to UTC in minutes, east positive: days begin at their midnight. */
  offset: z.coerce.number().int().min(-840).max(840).default(0),
};

/** `GET /teach/courses/:id/analytics` */
export const analyticsQuerySchema = z.strictObject(zone);
export type AnalyticsQuery = z.infer<typeof analyticsQuerySchema>;

export const analyticsTables = ['enrolments', 'lessons', 'times', 'activity', 'grades'] as const;
/** `GET /teach/courses/:id/analytics/export`: one of the tables as CSV. */
export const analyticsExportQuerySchema = z.strictObject({ ...zone, table: z.enum(analyticsTables) });
export type AnalyticsExportQuery = z.infer<typeof analyticsExportQuerySchema>;

/** A day in the reader's time, such as 2026-11-20. */
const daySchema = z.iso.date();

export const courseAnalyticsSchema = z.object({
  computedAt: momentSchema,
  /** How many stand how; `inactive` and `behind` are active learners at risk, each counted once. */
  learners: z.object({
    active: z.number().int(),
    completed: z.number().int(),
    inactive: z.number().int(),
    behind: z.number().int(),
  }),
  /** How many came in and how many completed, by the day on which a bucket begins. */
  enrolments: z.array(z.object({ start: daySchema, enrolled: z.number().int(), completed: z.number().int() })),
  /** In the order of the outline: how many ever did something in a lesson, and how many completed it. */
  lessons: z.array(
    z.object({
      id: objectIdSchema,
      title: z.string(),
      section: z.string(),
      opened: z.number().int(),
      completed: z.number().int(),
    }),
  ),
  /** Days from enrolment to completion; null where nobody has completed. A `to` of null: all that took longer. */
  times: z.object({
    count: z.number().int(),
    lower: z.number().nullable(),
    median: z.number().nullable(),
    upper: z.number().nullable(),
    histogram: z.array(z.object({ from: z.number(), to: z.number().nullable(), count: z.number().int() })),
  }),
  /** How many learners did something, by week; weeks begin on Mondays in UTC. */
  activity: z.array(z.object({ start: daySchema, learners: z.number().int() })),
  /** The average over those who have a grade, in percent; null where nobody has one. */
  grades: z.array(
    z.object({
      blockId: z.string(),
      title: z.string(),
      lesson: z.string(),
      graded: z.number().int(),
      average: z.number().nullable(),
    }),
  ),
});
export type CourseAnalytics = z.infer<typeof courseAnalyticsSchema>;
