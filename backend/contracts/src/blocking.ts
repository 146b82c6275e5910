import * as z from 'zod';
import { addressOrRangeSchema, momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

export const blockSources = ['auto', 'manual', 'rule'] as const;
export const blockSourceSchema = z.enum(blockSources);
export type BlockSource = z.infer<typeof blockSourceSchema>;

/** One year in minutes: the longest block that is not permanent. */
export const MAX_BLOCK_MINUTES = 525_600;

/**
 * A blocked address or range. `range` is CIDR in canonical form (one address is /32 or /128); `attempts` is the number
 * of failures that led to it; `blockedUntil` is null for a permanent one.
 */
export const blockedIpSchema = z.object({
  id: objectIdSchema,
  range: z.string(),
  attempts: z.number().int(),
  reason: z.string(),
  source: blockSourceSchema,
  permanent: z.boolean(),
  blockedUntil: momentSchema.nullable(),
  createdBy: z.string().nullable(),
  createdAt: momentSchema,
});
export type BlockedIp = z.infer<typeof blockedIpSchema>;

/** `POST /monitoring/block-ip`. Exactly one of `durationMinutes` and `permanent: true`. */
export const blockIpRequestSchema = z
  .strictObject({
    address: addressOrRangeSchema,
    reason: plainText(1, 200),
    durationMinutes: z.number().int().min(1).max(MAX_BLOCK_MINUTES).optional(),
    permanent: z.literal(true).optional(),
    /** Says that the caller knows that the range holds their own address. */
    confirmSelf: z.boolean().default(false),
  })
  .refine((value) => (value.durationMinutes === undefined) !== (value.permanent === undefined), {
    error: 'give either durationMinutes or permanent: true',
    path: ['durationMinutes'],
  });
export type BlockIpRequest = z.infer<typeof blockIpRequestSchema>;
export type BlockIpRequestInput = z.input<typeof blockIpRequestSchema>;

/** `POST /monitoring/unblock-ip`: the address or the range exactly as it is listed. */
export const unblockIpRequestSchema = z.strictObject({ address: addressOrRangeSchema });
export type UnblockIpRequest = z.infer<typeof unblockIpRequestSchema>;

/** `GET /monitoring/blocked-ips`. `address` keeps the ranges that contain it. */
export const blockedIpListQuerySchema = z.strictObject({
  state: z.enum(['active', 'expired', 'all']).default('active'),
  source: blockSourceSchema.optional(),
  address: addressOrRangeSchema.optional(),
  cursor: objectIdSchema.optional(),
  limit: pageSizeSchema,
});
export type BlockedIpListQuery = z.infer<typeof blockedIpListQuerySchema>;
