import * as z from 'zod';
import { momentSchema, plainText } from './primitives.js';

/** What containing an incident can do. `end_sessions` and `revoke_key` cannot be undone. */
export const containmentActionTypes = ['block_network', 'lock_account', 'end_sessions', 'revoke_key'] as const;
export const containmentActionTypeSchema = z.enum(containmentActionTypes);
export type ContainmentActionType = z.infer<typeof containmentActionTypeSchema>;

/** Why an action is not proposed to begin with, or cannot be done. */
export const containmentObstacles = [
  'own_address',
  'allowed_address',
  'protected_account',
  'higher_role',
  'own_account',
  'already_done',
  'unknown_account',
] as const;

/** `confirm` obstacles may be overridden by asking for the action by its id with `confirmSelf`; the others may not. */
export const containmentActionSchema = z.object({
  /** Such as `block_network:203.0.113.0/24`: what is asked for when the plan is carried out. */
  id: z.string().max(400),
  type: containmentActionTypeSchema,
  target: z.string(),
  recommended: z.boolean(),
  undoable: z.boolean(),
  obstacle: z.enum(containmentObstacles).nullable(),
  /** Living sessions that it ends, where that is known. */
  sessions: z.number().int().nullable(),
});
export type ContainmentAction = z.infer<typeof containmentActionSchema>;

/** `GET /monitoring/incidents/:id/containment`: what would be done, computed anew at each call. */
export const containmentPlanSchema = z.object({ version: z.number().int(), actions: z.array(containmentActionSchema) });
export type ContainmentPlan = z.infer<typeof containmentPlanSchema>;

/** `POST /monitoring/incidents/:id/containment`: exactly these actions of the plan, as one audited act. */
export const containRequestSchema = z.strictObject({
  version: z.number().int().min(0),
  actions: z.array(plainText(3, 400)).min(1).max(500),
  /** How long blocks and locks last: an hour to thirty days. */
  minutes: z.number().int().min(60).max(43_200).default(1_440),
  /** Says that the caller knows that a block holds their own address. */
  confirmSelf: z.boolean().default(false),
});
export type ContainRequest = z.infer<typeof containRequestSchema>;
export type ContainRequestInput = z.input<typeof containRequestSchema>;

/** What became of one action: `skipped` had been done already, `failed` says why in `problem`. */
export const containmentResultSchema = z.object({
  id: z.string(),
  type: containmentActionTypeSchema,
  target: z.string(),
  outcome: z.enum(['done', 'skipped', 'failed', 'undone']),
  problem: z.string().nullable(),
});
export type ContainmentResult = z.infer<typeof containmentResultSchema>;

export const containmentSchema = z.object({
  at: momentSchema,
  by: z.string(),
  until: momentSchema,
  results: z.array(containmentResultSchema),
  undoneAt: momentSchema.nullable(),
  undoneBy: z.string().nullable(),
});
export type Containment = z.infer<typeof containmentSchema>;

/** `POST /monitoring/incidents/:id/containment/undo`: lifts the blocks and locks that the last containment made. */
export const undoContainmentRequestSchema = z.strictObject({ version: z.number().int().min(0) });
export type UndoContainmentRequest = z.infer<typeof undoContainmentRequestSchema>;
