import type { AttemptMethod, AttemptOutcome, AttemptReason } from '@classy-book/contracts/attempts';
import { mongo } from 'mongoose';
import { TimeOrderedIds } from '../../../src/common/ids/time-ordered-ids.js';
import { addressKey } from '../../../src/common/network/addresses.js';
import { deviceOf } from '../../../src/common/http/devices.js';
import type { LoginAttemptDocument } from '../../../src/monitoring/attempts/login-attempt.schema.js';

/** What a test says of an attempt of the past. */
export interface PastAttempt {
  readonly at: Date;
  readonly email?: string;
  readonly ipAddress?: string;
  readonly outcome?: AttemptOutcome;
  readonly reason?: AttemptReason | null;
  readonly method?: AttemptMethod;
  readonly userAgent?: string;
}

// small enough for the short timeouts of the connection that people wait on
const BATCH = 500;
const ids = new Map<number, TimeOrderedIds>();

/** The documents of attempts at given times, as the recorder would have stored them. */
export function pastAttempts(attempts: readonly PastAttempt[]): LoginAttemptDocument[] {
  return attempts.map(({ at, ...given }) => {
    const sequence = ids.get(at.getTime()) ?? new TimeOrderedIds();
    ids.set(at.getTime(), sequence);
    const outcome = given.outcome ?? 'failed';
    const ipAddress = given.ipAddress ?? '203.0.113.7';
    const userAgent = given.userAgent ?? 'curl/8.5.0';
    return {
      _id: mongo.ObjectId.createFromHexString(sequence.next(at.getTime())),
      email: given.email ?? 'someone@example.org',
      userId: null,
      ipAddress,
      ipKey: addressKey(ipAddress),
      success: outcome === 'succeeded',
      outcome,
      failureReason: given.reason ?? (outcome === 'failed' ? 'wrong_password' : null),
      method: given.method ?? 'password',
      factor: null,
      deviceInfo: deviceOf(userAgent),
      userAgent,
      sessionId: null,
      country: null,
      requestId: 'seeded',
      timestamp: at,
    };
  });
}

/** Stores attempts of the past. */
export async function store(collection: mongo.Collection, attempts: readonly PastAttempt[]): Promise<void> {
  for (let from = 0; from < attempts.length; from += BATCH) {
    await collection.insertMany(pastAttempts(attempts.slice(from, from + BATCH)), { ordered: false });
  }
}
