import * as z from 'zod';
import {
  addressOrRangeSchema,
  commaList,
  emailSchema,
  exportFormatSchema,
  momentSchema,
  objectIdSchema,
  pageSizeSchema,
  plainText,
} from './primitives.js';

/**
 * How an attempt ended. `blocked` means refused before the password was looked at, because of a lock or a block;
 * `failed` means that the credentials or the account were refused.
 */
export const attemptOutcomes = ['succeeded', 'failed', 'blocked'] as const;
export const attemptOutcomeSchema = z.enum(attemptOutcomes);
export type AttemptOutcome = z.infer<typeof attemptOutcomeSchema>;

export const attemptReasons = [
  'wrong_password',
  'unknown_account',
  'account_disabled',
  'not_permitted',
  'account_locked',
  'address_blocked',
  'rate_limited',
  'wrong_second_factor',
  'second_factor_locked',
  'email_unverified',
  'provider_refused',
] as const;
export const attemptReasonSchema = z.enum(attemptReasons);
export type AttemptReason = z.infer<typeof attemptReasonSchema>;

export const attemptMethods = ['password', 'admin_password', 'passkey', 'oauth'] as const;
export const attemptMethodSchema = z.enum(attemptMethods);
export type AttemptMethod = z.infer<typeof attemptMethodSchema>;

/** What the user agent says about the device; `label` is ready to show, such as "Chrome 146 · Windows". */
export const deviceSchema = z.object({
  label: z.string(),
  browser: z.string().nullable(),
  os: z.string().nullable(),
  kind: z.enum(['desktop', 'mobile', 'tablet', 'script', 'unknown']),
});
export type Device = z.infer<typeof deviceSchema>;

/** One sign-in attempt. `id` sorts by time, to the order in which the attempts were recorded. */
export const loginAttemptSchema = z.object({
  id: objectIdSchema,
  timestamp: momentSchema,
  email: z.string(),
  userId: objectIdSchema.nullable(),
  ipAddress: z.string(),
  outcome: attemptOutcomeSchema,
  reason: attemptReasonSchema.nullable(),
  method: attemptMethodSchema,
  factor: z.string().nullable(),
  device: deviceSchema,
  userAgent: z.string(),
  country: z.string().nullable(),
  sessionId: objectIdSchema.nullable(),
  requestId: z.string(),
});
export type LoginAttempt = z.infer<typeof loginAttemptSchema>;

/** The filters that the list, the timeline and the export share. `from` is inclusive, `to` exclusive. */
export const attemptFilterSchema = z.strictObject({
  outcome: commaList(attemptOutcomes).optional(),
  reason: commaList(attemptReasons).optional(),
  method: commaList(attemptMethods).optional(),
  email: plainText(1, 254)
    .transform((value) => value.normalize('NFKC').trim().toLowerCase())
    .optional(),
  address: addressOrRangeSchema.optional(),
  /** ISO 3166-1 alpha-2, such as DE; `none` for attempts whose country is not known. */
  country: z
    .union([z.literal('none'), z.string().regex(/^[A-Za-z]{2}$/, { error: 'must be a country code of two letters' })])
    .transform((value) => (value === 'none' ? value : value.toUpperCase()))
    .optional(),
  from: momentSchema.optional(),
  to: momentSchema.optional(),
});
export type AttemptFilter = z.infer<typeof attemptFilterSchema>;

/** `GET /monitoring/login-attempts`. */
export const attemptListQuerySchema = attemptFilterSchema.extend({
  sort: z.enum(['-timestamp', 'timestamp']).default('-timestamp'),
  cursor: objectIdSchema.optional(),
  limit: pageSizeSchema,
});
export type AttemptListQuery = z.infer<typeof attemptListQuerySchema>;

/** `GET /monitoring/login-attempts/export`. */
export const attemptExportQuerySchema = attemptFilterSchema.extend({ format: exportFormatSchema.default('csv') });
export type AttemptExportQuery = z.infer<typeof attemptExportQuerySchema>;

/** The most buckets that a timeline answers with. */
export const MAX_TIMELINE_BUCKETS = 500;

/** `GET /monitoring/timeline`: the last 15 minutes where no range is given; a bucket is chosen where none is asked for. */
export const timelineQuerySchema = attemptFilterSchema.extend({
  bucketSeconds: z.coerce.number().int().min(1).max(86_400).optional(),
});
export type TimelineQuery = z.infer<typeof timelineQuerySchema>;

export const timelineBucketSchema = z.object({
  start: momentSchema,
  succeeded: z.number().int(),
  failed: z.number().int(),
  blocked: z.number().int(),
});
export type TimelineBucket = z.infer<typeof timelineBucketSchema>;

/** Buckets without attempts are present with zeros, so that a chart can be drawn as it is. */
export const timelineSchema = z.object({
  from: momentSchema,
  to: momentSchema,
  bucketSeconds: z.number().int(),
  buckets: z.array(timelineBucketSchema),
});
export type Timeline = z.infer<typeof timelineSchema>;

/** `GET /monitoring/addresses/summary?address=` and `GET /monitoring/accounts/summary?email=`. */
export const addressSummaryQuerySchema = z.strictObject({ address: addressOrRangeSchema });
export const accountSummaryQuerySchema = z.strictObject({ email: emailSchema });

const countedSchema = z.object({ value: z.string(), count: z.number().int() });

/**
 * The last 24 hours of one address or one account. `series` are 48 half-hour counts, oldest first; `top` are the
 * accounts tried from an address, or the addresses that tried an account, most tried first (at most 10).
 */
export const entitySummarySchema = z.object({
  total: z.number().int(),
  succeeded: z.number().int(),
  failed: z.number().int(),
  blocked: z.number().int(),
  distinct: z.number().int(),
  firstSeen: momentSchema.nullable(),
  lastSeen: momentSchema.nullable(),
  series: z.array(z.number().int()),
  top: z.array(countedSchema),
});
export type EntitySummary = z.infer<typeof entitySummarySchema>;
