import type { OwnSignIn } from '@classy-book/contracts/account';
import {
  attemptMethodSchema,
  attemptOutcomeSchema,
  attemptReasonSchema,
  type LoginAttempt,
} from '@classy-book/contracts/attempts';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { mongo } from 'mongoose';
import { z } from 'zod';
import { addressKey } from '../../common/network/addresses.js';
import { plainLine } from '../audit/sanitise.js';
import { deviceOf } from '../../common/http/devices.js';
import type { LoginAttemptDocument } from './login-attempt.schema.js';

/** What the audit record of an attempt tells in its details. */
export const attemptDetailsSchema = z.object({
  email: z.string(),
  userId: objectIdSchema.nullable(),
  outcome: attemptOutcomeSchema,
  reason: attemptReasonSchema.nullable(),
  method: attemptMethodSchema,
  factor: z.string().nullable(),
  sessionId: objectIdSchema.nullable(),
  userAgent: z.string(),
});
export type AttemptDetails = z.infer<typeof attemptDetailsSchema>;

/** An attempt before it was recorded. */
export type AttemptFields = Omit<LoginAttemptDocument, '_id' | 'timestamp'>;

const MAX_USER_AGENT = 512;

/**
 * What is stored of an attempt.
 * @throws when the address is none, or an id is no id: such an event is a defect of the publisher
 */
export function toFields(
  details: AttemptDetails,
  { ipAddress, country }: Pick<LoginAttemptDocument, 'ipAddress' | 'country'>,
  requestId: string,
): AttemptFields {
  const userAgent = plainLine(details.userAgent, MAX_USER_AGENT);
  return {
    email: plainLine(details.email, 254),
    userId: toObjectId(details.userId),
    ipAddress,
    ipKey: addressKey(ipAddress),
    success: details.outcome === 'succeeded',
    outcome: details.outcome,
    failureReason: details.reason,
    method: details.method,
    factor: details.factor,
    deviceInfo: deviceOf(userAgent),
    userAgent,
    sessionId: toObjectId(details.sessionId),
    country,
    requestId: plainLine(requestId, 100),
  };
}

/** An attempt as its own person sees it. */
export function toOwnSignIn(document: LoginAttemptDocument): OwnSignIn {
  const { id, timestamp, outcome, reason, method, factor, device, ipAddress, country } = toLoginAttempt(document);
  return { id, timestamp, outcome, reason, method, factor, device, ipAddress, country };
}

/** The document of an attempt that was recorded under `id` at `timestamp`. */
export function toDocument(id: string, timestamp: Date, fields: AttemptFields): LoginAttemptDocument {
  return { _id: mongo.ObjectId.createFromHexString(id), ...fields, timestamp };
}

/** An attempt as the consoles see it. */
export function toLoginAttempt(document: LoginAttemptDocument): LoginAttempt {
  return {
    id: document._id.toHexString(),
    timestamp: document.timestamp.toISOString(),
    email: document.email,
    userId: document.userId?.toHexString() ?? null,
    ipAddress: document.ipAddress,
    outcome: document.outcome,
    reason: document.failureReason,
    method: document.method,
    factor: document.factor,
    device: document.deviceInfo,
    userAgent: document.userAgent,
    country: document.country,
    sessionId: document.sessionId?.toHexString() ?? null,
    requestId: document.requestId,
  };
}

function toObjectId(id: string | null): mongo.ObjectId | null {
  return id === null ? null : mongo.ObjectId.createFromHexString(id);
}
