import type { WebhookEventType, webhookStopReasons } from '@classy-book/contracts/webhooks';
import { Schema, type Types } from 'mongoose';

/** A secret of an endpoint, sealed. The one before it signs too until `validUntil`. */
export interface SealedSecret {
  sealed: string;
  madeAt: Date;
  validUntil: Date | null;
}

export interface WebhookDocument {
  _id: Types.ObjectId;
  url: string;
  description: string;
  events: WebhookEventType[];
  enabled: boolean;
  stopReason: (typeof webhookStopReasons)[number] | null;
  stoppedAt: Date | null;
  /** Since when nothing has arrived, and how many deliveries were given up since. */
  failingSince: Date | null;
  givenUp: number;
  lastDeliveredAt: Date | null;
  /** Records of the audit log up to this id are none of its business. */
  since: string;
  /** The newest first, two at most. */
  secrets: SealedSecret[];
  createdAt: Date;
  createdBy: string;
}

export const WEBHOOK_MODEL = 'Webhook';

const secret = {
  _id: false,
  sealed: { type: String, required: true },
  madeAt: { type: Date, required: true },
  validUntil: { type: Date, default: null },
};

// at most 20, read as a whole: no index but that of the id
export const webhookDocumentSchema = new Schema<WebhookDocument>(
  {
    url: { type: String, required: true },
    description: { type: String, default: '' },
    events: { type: [String], required: true },
    enabled: { type: Boolean, required: true },
    stopReason: { type: String, default: null },
    stoppedAt: { type: Date, default: null },
    failingSince: { type: Date, default: null },
    givenUp: { type: Number, default: 0 },
    lastDeliveredAt: { type: Date, default: null },
    since: { type: String, required: true },
    secrets: { type: [secret], required: true },
    createdAt: { type: Date, required: true },
    createdBy: { type: String, required: true },
  },
  { collection: 'webhooks', strict: 'throw', versionKey: false },
);
