import { type DeliveryProblem, type DeliveryState, deliveryStates } from '@classy-book/contracts/webhooks';
import { Schema, type Types } from 'mongoose';

/** One event on its way to one endpoint; `_id` sorts in the order in which they are to arrive. */
export interface WebhookDeliveryDocument {
  _id: Types.ObjectId;
  endpointId: Types.ObjectId;
  /** The event's id, or the delivery's own where somebody asked for it once more: an event is queued once. */
  key: string;
  eventId: string;
  type: string;
  at: Date;
  body: string;
  state: DeliveryState;
  redelivery: boolean;
  attempts: number;
  /** When to try next; while a process is sending it, the end of its lease. */
  dueAt: Date | null;
  lease: string | null;
  triedAt: Date | null;
  status: number | null;
  problem: DeliveryProblem | null;
  answer: string | null;
  durationMs: number | null;
  expiresAt: Date;
}

export const WEBHOOK_DELIVERY_MODEL = 'WebhookDelivery';

export const webhookDeliveryDocumentSchema = new Schema<WebhookDeliveryDocument>(
  {
    endpointId: { type: Schema.Types.ObjectId, required: true },
    key: { type: String, required: true },
    eventId: { type: String, required: true },
    type: { type: String, required: true },
    at: { type: Date, required: true },
    body: { type: String, required: true },
    state: { type: String, enum: deliveryStates, required: true },
    redelivery: { type: Boolean, required: true },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, default: null },
    lease: { type: String, default: null },
    triedAt: { type: Date, default: null },
    status: { type: Number, default: null },
    problem: { type: String, default: null },
    answer: { type: String, default: null },
    durationMs: { type: Number, default: null },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'webhook_deliveries', strict: 'throw', versionKey: false },
);

// an event goes to an endpoint once, whoever reads the log how often
webhookDeliveryDocumentSchema.index({ endpointId: 1, key: 1 }, { unique: true });
// the first that waits, how many wait, and the log of one state
webhookDeliveryDocumentSchema.index({ endpointId: 1, state: 1, _id: 1 });
// the log of one endpoint, of all types or one
webhookDeliveryDocumentSchema.index({ endpointId: 1, _id: 1 });
webhookDeliveryDocumentSchema.index({ endpointId: 1, type: 1, _id: 1 });
// a delivery goes by itself, arrived or not
webhookDeliveryDocumentSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
