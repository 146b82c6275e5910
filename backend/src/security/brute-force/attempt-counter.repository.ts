import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, mongo } from 'mongoose';
import { tokenHash } from '../../common/crypto/keys.js';
import { upsertOrMeet } from '../../database/database-errors.js';
import { ATTEMPT_COUNTER_MODEL, type AttemptCounterDocument } from './attempt-counter.schema.js';
import { type CounterPolicy, reservationPipeline } from './reservation.js';

/** The counters that belong to an account. */
export const accountCounterKinds = ['account', 'device', 'second_factor'] as const;
export type AccountCounterKind = (typeof accountCounterKinds)[number];

/** What is counted: `subject` is an email or a network; a known device of an account has a counter of its own. */
export interface CounterSubject {
  readonly kind: AttemptCounterDocument['kind'];
  readonly subject: string;
  readonly deviceId?: string;
}

const LOCKED_LIMIT = 100;

/** The queries of the collection `attempt_counters`. */
@Injectable()
export class AttemptCounterRepository {
  constructor(@InjectModel(ATTEMPT_COUNTER_MODEL) private readonly counters: Model<AttemptCounterDocument>) {}

  // the driver's own collection: mongoose would cast the pipeline, and this is the hottest write there is
  private get collection(): mongo.Collection<AttemptCounterDocument> {
    return this.counters.collection as unknown as mongo.Collection<AttemptCounterDocument>;
  }

  /** Counts one attempt atomically; the document that comes back tells whether it may go on. */
  async reserve(subject: CounterSubject, policy: CounterPolicy, now: Date): Promise<AttemptCounterDocument> {
    const identity = { kind: subject.kind, subject: { $literal: subject.subject } };
    const pipeline = [{ $set: identity }, ...reservationPipeline(policy, now)];
    const counter = await upsertOrMeet(
      async () =>
        await this.collection.findOneAndUpdate({ _id: idOf(subject) }, pipeline, {
          upsert: true,
          returnDocument: 'after',
        }),
    );
    if (counter === null) throw new Error('an upsert answered without its document');
    return counter;
  }

  /** Forgets the failures and the lock; repetition is still remembered. True where there was a lock. */
  async clear(subject: CounterSubject, now: Date): Promise<boolean> {
    const before = await this.collection.findOneAndUpdate(
      { _id: idOf(subject) },
      { $set: { failures: 0, windowEndsAt: now, lockedUntil: null } },
      { returnDocument: 'before' },
    );
    const lockedUntil = before?.lockedUntil ?? null;
    return lockedUntil !== null && lockedUntil > now;
  }

  /** Clears one counter and takes one reservation, with the lock that it caused, back from another: in one command. */
  async settle(cleared: CounterSubject, refunded: CounterSubject, tripped: boolean, now: Date): Promise<void> {
    const undoLock = tripped ? { $set: { lockedUntil: null } } : {};
    const change = tripped ? { failures: -1, lockCount: -1 } : { failures: -1 };
    await this.collection.bulkWrite(
      [
        {
          updateOne: {
            filter: { _id: idOf(cleared) },
            update: { $set: { failures: 0, windowEndsAt: now, lockedUntil: null } },
          },
        },
        { updateOne: { filter: { _id: idOf(refunded), failures: { $gt: 0 } }, update: { $inc: change, ...undoLock } } },
      ],
      { ordered: false },
    );
  }

  /** Forgets the failures and lifts the locks of some kinds of an account's counters. True where there was a lock. */
  async clearAccount(email: string, kinds: readonly AccountCounterKind[], now: Date): Promise<boolean> {
    const subject = { kind: { $in: [...kinds] }, subject: email };
    const eased = { $set: { failures: 0, windowEndsAt: now, lockedUntil: null } };
    const lifted = await this.collection.updateMany({ ...subject, lockedUntil: { $gt: now } }, eased);
    await this.collection.updateMany({ ...subject, failures: { $gt: 0 } }, eased);
    return lifted.modifiedCount > 0;
  }

  /** The locks in force on an account's counters, those that end first first. */
  async findLocksOf(email: string, now: Date): Promise<AttemptCounterDocument[]> {
    return await this.counters
      .find({ subject: email, kind: { $in: accountCounterKinds }, lockedUntil: { $gt: now } })
      .sort({ lockedUntil: 1 })
      .limit(LOCKED_LIMIT)
      .lean<AttemptCounterDocument[]>();
  }

  async findLockedAccounts(now: Date): Promise<AttemptCounterDocument[]> {
    return await this.counters
      .find({ kind: 'account', lockedUntil: { $gt: now } })
      .sort({ lockedUntil: 1 })
      .limit(LOCKED_LIMIT)
      .lean<AttemptCounterDocument[]>();
  }

  /** The locks of those of `emails` whose accounts are locked. */
  async findLockedAmong(emails: readonly string[], now: Date): Promise<AttemptCounterDocument[]> {
    const ids = emails.map((email) => idOf({ kind: 'account', subject: email }));
    return await this.counters.find({ _id: { $in: ids }, lockedUntil: { $gt: now } }).lean<AttemptCounterDocument[]>();
  }

  /** The emails of locked accounts, those whose locks end last first. */
  async findLockedEmails(now: Date, limit: number): Promise<string[]> {
    const found = await this.counters
      .find({ kind: 'account', lockedUntil: { $gt: now } }, { subject: 1 })
      .sort({ lockedUntil: -1 })
      .limit(limit)
      .lean<Pick<AttemptCounterDocument, 'subject'>[]>();
    return found.map(({ subject }) => subject);
  }

  async countLockedAccounts(now: Date): Promise<number> {
    return await this.counters.countDocuments({ kind: 'account', lockedUntil: { $gt: now } });
  }
}

function idOf(subject: CounterSubject): string {
  return `${subject.kind}:${tokenHash(`${subject.subject}\n${subject.deviceId ?? ''}`)}`;
}
