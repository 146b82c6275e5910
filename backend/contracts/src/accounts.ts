import * as z from 'zod';
import { emailSchema, momentSchema, plainText } from './primitives.js';
import { MAX_BLOCK_MINUTES } from './blocking.js';

/** `POST /admin/accounts/lock`: ends the account's sessions and refuses its sign-ins until the end. */
export const lockAccountRequestSchema = z.strictObject({
  email: emailSchema,
  reason: plainText(1, 200),
  durationMinutes: z.number().int().min(1).max(MAX_BLOCK_MINUTES),
});
export type LockAccountRequest = z.infer<typeof lockAccountRequestSchema>;

/** `POST /admin/accounts/unlock` and `POST /admin/accounts/end-sessions`. */
export const accountRequestSchema = z.strictObject({ email: emailSchema });
export type AccountRequest = z.infer<typeof accountRequestSchema>;

/** An account with a lock in force. `source` tells an automatic lock after failures from one that an admin set. */
export const lockedAccountSchema = z.object({
  email: z.string(),
  source: z.enum(['auto', 'manual']),
  reason: z.string(),
  lockedUntil: momentSchema,
});
export type LockedAccount = z.infer<typeof lockedAccountSchema>;

/** What `POST /admin/accounts/end-sessions` answers. */
export const endedSessionsSchema = z.object({ ended: z.number().int() });
export type EndedSessions = z.infer<typeof endedSessionsSchema>;
