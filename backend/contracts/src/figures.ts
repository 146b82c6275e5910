import * as z from 'zod';
import { timelineBucketSchema } from './attempts.js';
import { momentSchema } from './primitives.js';

/** How far back figures look, from a quarter of an hour to a year. */
export const figureWindows = ['15m', '1h', '6h', '24h', '7d', '30d', '90d', '365d'] as const;
export const figureWindowSchema = z.enum(figureWindows);
export type FigureWindow = z.infer<typeof figureWindowSchema>;

/** `GET /monitoring/figures?window=`. */
export const figuresQuerySchema = z.strictObject({ window: figureWindowSchema.default('24h') });
export type FiguresQuery = z.infer<typeof figuresQuerySchema>;

export const outcomeCountsSchema = z.object({
  succeeded: z.number().int(),
  failed: z.number().int(),
  blocked: z.number().int(),
});
export type OutcomeCounts = z.infer<typeof outcomeCountsSchema>;

/** What attempts are told apart by; `value` is the account's email, the address, a country code (empty: unknown) or a device. */
export const figureDimensions = ['account', 'address', 'country', 'device'] as const;
export const figureDimensionSchema = z.enum(figureDimensions);
export type FigureDimension = z.infer<typeof figureDimensionSchema>;

export const topEntrySchema = outcomeCountsSchema.extend({ value: z.string() });
export type TopEntry = z.infer<typeof topEntrySchema>;

const countedSchema = z.object({ value: z.string(), count: z.number().int() });

/**
 * The attempts of a window. `totals` and `previous` (the window before, null where nothing is known of it) are exact.
 * `tops` are the ten with the most attempts; they are exact as long as no minute had more than a hundred of a kind.
 * `successRate` is between 0 and 1, null without attempts.
 */
export const figuresSchema = z.object({
  window: figureWindowSchema,
  from: momentSchema,
  to: momentSchema,
  totals: outcomeCountsSchema,
  previous: outcomeCountsSchema.nullable(),
  successRate: z.number().nullable(),
  previousSuccessRate: z.number().nullable(),
  bucketSeconds: z.number().int(),
  timeline: z.array(timelineBucketSchema),
  reasons: z.array(countedSchema),
  methods: z.array(countedSchema),
  tops: z.record(figureDimensionSchema, z.array(topEntrySchema)),
});
export type Figures = z.infer<typeof figuresSchema>;
