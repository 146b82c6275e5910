import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { type EmailState, OUTGOING_EMAIL_MODEL, type OutgoingEmailDocument } from './outgoing-email.schema.js';

/** A mail that this process may send until its lease ends. */
export interface ClaimedEmail {
  readonly id: string;
  readonly template: string;
  readonly sealed: string;
  /** This attempt counted. */
  readonly attempts: number;
  readonly createdAt: Date;
}

/** The queries of the collection `outgoing_emails`. */
@Injectable()
export class OutgoingEmailRepository {
  constructor(@InjectModel(OUTGOING_EMAIL_MODEL) private readonly emails: Model<OutgoingEmailDocument>) {}

  /** An id for a mail to insert: what is sealed is bound to it. */
  newId(): string {
    return new Types.ObjectId().toHexString();
  }

  async insert(id: string, template: string, sealed: string, now: Date, expiresAt: Date): Promise<void> {
    await this.emails.create({
      _id: id,
      template,
      state: 'waiting',
      sealed,
      attempts: 0,
      dueAt: now,
      createdAt: now,
      expiresAt,
    });
  }

  /** How many wait, counted no further than `limit`. */
  async countWaiting(limit: number): Promise<number> {
    return await this.emails.countDocuments({ state: 'waiting' }, { limit });
  }

  /** How many wait that could not be sent when it was tried, counted no further than `limit`. */
  async countRefused(limit: number): Promise<number> {
    return await this.emails.countDocuments({ state: 'waiting', lastError: { $gt: '' } }, { limit });
  }

  /** Takes the mail that is due first. Nobody else gets it until `leaseEnd`: one command decides. */
  async claim(lease: string, now: Date, leaseEnd: Date): Promise<ClaimedEmail | null> {
    const claimed = await this.emails
      .findOneAndUpdate(
        { state: 'waiting', dueAt: { $lte: now } },
        { $set: { lease, dueAt: leaseEnd }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<OutgoingEmailDocument>();
    if (claimed === null) return null;
    const { _id, template, sealed, attempts, createdAt } = claimed;
    return { id: _id.toHexString(), template, sealed: sealed ?? '', attempts, createdAt };
  }

  /** Holds on to a mail whose sending takes long. */
  async extendLease(id: string, lease: string, leaseEnd: Date): Promise<void> {
    await this.emails.updateOne({ _id: id, lease, state: 'waiting' }, { $set: { dueAt: leaseEnd } });
  }

  /** Puts a mail back that could not be sent, to be tried from `dueAt` on. */
  async putBack(id: string, lease: string, dueAt: Date, lastError: string): Promise<void> {
    await this.emails.updateOne({ _id: id, lease, state: 'waiting' }, { $set: { lease: null, dueAt, lastError } });
  }

  /** Ends a mail; what it said is erased. */
  async finish(
    id: string,
    lease: string,
    state: Exclude<EmailState, 'waiting'>,
    at: Date,
    expiresAt: Date,
    lastError: string | null,
  ): Promise<void> {
    await this.emails.updateOne(
      { _id: id, lease },
      { $set: { state, sealed: null, lease: null, finishedAt: at, expiresAt, lastError } },
    );
  }
}
