import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { upsertOrMeet } from '../../database/database-errors.js';
import type { LogPosition } from '../../monitoring/audit/audit-follow.port.js';
import { LOG_FOLD_MODEL, type LogFoldDocument } from './log-fold.schema.js';

/** The queries of the collection `log_folds`. */
@Injectable()
export class LogFoldRepository {
  constructor(@InjectModel(LOG_FOLD_MODEL) private readonly folds: Model<LogFoldDocument>) {}

  async find(name: string): Promise<LogFoldDocument | null> {
    return await this.folds.findById(name).lean<LogFoldDocument>();
  }

  /** Makes a fold where it is not there yet. */
  async begin(name: string, position: LogPosition, now: Date): Promise<void> {
    const fresh = { position, lease: null, leaseEnd: now, takenAt: null, failingSince: null, problem: null };
    await upsertOrMeet(
      async () => await this.folds.updateOne({ _id: name }, { $setOnInsert: fresh }, { upsert: true }),
    );
  }

  /** Takes a fold that nobody holds, or holds on to it. One command decides who has it. */
  async hold(name: string, lease: string, now: Date, leaseEnd: Date): Promise<LogFoldDocument | null> {
    return await this.folds
      .findOneAndUpdate(
        { _id: name, $or: [{ lease }, { lease: null }, { leaseEnd: { $lte: now } }] },
        { $set: { lease, leaseEnd } },
        { returnDocument: 'after' },
      )
      .lean<LogFoldDocument>();
  }

  /** Notes how far it came. False where somebody else has it by now. */
  async save(name: string, lease: string, position: LogPosition, takenAt: Date): Promise<boolean> {
    const { matchedCount } = await this.folds.updateOne(
      { _id: name, lease },
      { $set: { position, takenAt, failingSince: null, problem: null } },
    );
    return matchedCount > 0;
  }

  /** Notes that nothing goes on; the moment of the first failure stays. */
  async fail(name: string, lease: string, problem: string, now: Date): Promise<void> {
    await this.folds.updateOne({ _id: name, lease, failingSince: null }, { $set: { failingSince: now } });
    await this.folds.updateOne({ _id: name, lease }, { $set: { problem } });
  }

  async release(name: string, lease: string): Promise<void> {
    await this.folds.updateOne({ _id: name, lease }, { $set: { lease: null } });
  }
}
