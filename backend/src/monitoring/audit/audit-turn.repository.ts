import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../../database/database-errors.js';
import { AUDIT_TURN_MODEL, type AuditTurnDocument } from './audit-turn.schema.js';

/** The queries of `audit_turns`: which process does what is due. */
@Injectable()
export class AuditTurnRepository {
  constructor(@InjectModel(AUDIT_TURN_MODEL) private readonly turns: Model<AuditTurnDocument>) {}

  /**
   * Takes a turn where it is due: no other process gets it before `until`, which is when it is due again if this process
   * dies at it.
   */
  async take(name: string, now: Date, until: Date): Promise<boolean> {
    try {
      const { modifiedCount, upsertedCount } = await this.turns.updateOne(
        { _id: name, dueAt: { $lte: now } },
        { $set: { dueAt: until } },
        { upsert: true },
      );
      return modifiedCount + upsertedCount === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Says when it is due again. */
  async setDue(name: string, dueAt: Date): Promise<void> {
    await this.turns.updateOne({ _id: name }, { $set: { dueAt } });
  }
}
