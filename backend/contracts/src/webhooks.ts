import * as z from 'zod';
import { momentSchema, objectIdSchema, pageSizeSchema, plainText } from './primitives.js';

/** No installation has more endpoints than this. */
export const MAX_WEBHOOKS = 20;

/**
 * What an endpoint can ask to be told. `sign-in.attempted` is every attempt, up to hundreds in a second: nobody gets it who
 * has not chosen it.
 */
export const webhookEventTypes = [
  'incident.opened',
  'incident.updated',
  'incident.contained',
  'account.locked',
  'account.unlocked',
  'account.changed',
  'address.blocked',
  'address.unblocked',
  'token.reused',
  'role.changed',
  'api-key.changed',
  'audit.broken',
  'sign-in.failed',
  'sign-in.attempted',
] as const;
export const webhookEventTypeSchema = z.enum(webhookEventTypes);
export type WebhookEventType = z.infer<typeof webhookEventTypeSchema>;

/** The type of the event that only the "test" button sends. */
export const WEBHOOK_TEST = 'webhook.test';

/** Why an endpoint gets nothing any more: somebody switched it off, it failed for too long, or it answered 410 Gone. */
export const webhookStopReasons = ['person', 'failures', 'gone'] as const;
export const webhookStopReasonSchema = z.enum(webhookStopReasons);

/** What became of a delivery. `dropped`: more than 10,000 waited, and this was the oldest. */
export const deliveryStates = ['waiting', 'delivered', 'given_up', 'dropped'] as const;
export const deliveryStateSchema = z.enum(deliveryStates);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

/** Why a try failed where there was no answer, or none that counts. */
export const deliveryProblems = [
  'timeout',
  'unresolved',
  'address_refused',
  'tls',
  'connection',
  'status',
  'redirect',
  'unreadable_secret',
] as const;
export const deliveryProblemSchema = z.enum(deliveryProblems);
export type DeliveryProblem = z.infer<typeof deliveryProblemSchema>;

/** An endpoint. `waiting` is counted up to 10,000; `previousSecretUntil` is set while two secrets sign. */
export const webhookSchema = z.object({
  id: objectIdSchema,
  url: z.string(),
  description: z.string(),
  events: z.array(webhookEventTypeSchema),
  enabled: z.boolean(),
  stopReason: webhookStopReasonSchema.nullable(),
  stoppedAt: momentSchema.nullable(),
  failingSince: momentSchema.nullable(),
  waiting: z.number().int(),
  lastDeliveredAt: momentSchema.nullable(),
  secretMadeAt: momentSchema,
  previousSecretUntil: momentSchema.nullable(),
  createdAt: momentSchema,
  createdBy: z.string(),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** `POST /admin/webhooks` and `PUT /admin/webhooks/:id`: the whole of what a person sets. */
export const webhookRequestSchema = z.strictObject({
  url: plainText(1, 2_000),
  description: plainText(0, 200).default(''),
  events: z
    .array(webhookEventTypeSchema)
    .min(1, { error: 'must name at least one event' })
    .max(webhookEventTypes.length)
    .transform((chosen) => webhookEventTypes.filter((one) => chosen.includes(one))),
  enabled: z.boolean().default(true),
});
export type WebhookRequest = z.infer<typeof webhookRequestSchema>;

/** An endpoint with its secret (`whsec_` and base64 of 32 bytes), which is shown this once. */
export const webhookSecretSchema = z.object({ webhook: webhookSchema, secret: z.string() });
export type WebhookSecret = z.infer<typeof webhookSecretSchema>;

/** One event on its way to one endpoint. `redelivery`: somebody asked for it once more. */
export const webhookDeliverySchema = z.object({
  id: objectIdSchema,
  eventId: z.string(),
  type: z.string(),
  at: momentSchema,
  state: deliveryStateSchema,
  redelivery: z.boolean(),
  attempts: z.number().int(),
  dueAt: momentSchema.nullable(),
  triedAt: momentSchema.nullable(),
  status: z.number().int().nullable(),
  problem: deliveryProblemSchema.nullable(),
  durationMs: z.number().nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

/** The same with what was sent, and the first 1,000 characters of what was answered. */
export const webhookDeliveryDetailSchema = webhookDeliverySchema.extend({
  body: z.string(),
  answer: z.string().nullable(),
});
export type WebhookDeliveryDetail = z.infer<typeof webhookDeliveryDetailSchema>;

/** `GET /admin/webhooks/:id/deliveries`, newest first. */
export const webhookDeliveryQuerySchema = z.strictObject({
  state: deliveryStateSchema.optional(),
  type: z.enum([...webhookEventTypes, WEBHOOK_TEST]).optional(),
  cursor: objectIdSchema.optional(),
  limit: pageSizeSchema,
});
export type WebhookDeliveryQuery = z.infer<typeof webhookDeliveryQuerySchema>;
