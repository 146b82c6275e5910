import * as z from 'zod';
import { addressOrRangeSchema, momentSchema, objectIdSchema, plainText } from './primitives.js';
import { permissionSchema } from './permissions.js';

/** Every key starts so, which lets secret scanners find one that leaked. */
export const API_KEY_PREFIX = 'cbk_';
export const MAX_API_KEYS = 25;

/**
 * `POST /account/api-keys` (step-up). `scopes` are permissions that the owner holds; what the owner loses, the key loses
 * too. `expiresInDays` is 1 to 365. `allowedRanges` empty: from anywhere.
 */
export const createApiKeyRequestSchema = z.strictObject({
  name: plainText(1, 60).transform((value) => value.normalize('NFC').trim()),
  scopes: z.array(permissionSchema).min(1).max(50),
  expiresInDays: z.number().int().min(1).max(365),
  requestsPerMinute: z.number().int().min(1).max(6000).default(60),
  allowedRanges: z.array(addressOrRangeSchema).max(20).default([]),
});
export type CreateApiKeyRequest = z.infer<typeof createApiKeyRequestSchema>;

export const apiKeySchema = z.object({
  id: objectIdSchema,
  name: z.string(),
  /** The first characters, to recognise it by. */
  prefix: z.string(),
  scopes: z.array(permissionSchema),
  requestsPerMinute: z.number().int(),
  allowedRanges: z.array(z.string()),
  createdAt: momentSchema,
  expiresAt: momentSchema,
  lastUsedAt: momentSchema.nullable(),
  lastUsedFrom: z.string().nullable(),
  revokedAt: momentSchema.nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;
/** What making a key answers: the only time that `key` is told. */
export const createdApiKeySchema = z.object({ apiKey: apiKeySchema, key: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
