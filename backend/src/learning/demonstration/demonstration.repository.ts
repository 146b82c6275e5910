import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../../database/database-errors.js';
import { DEMONSTRATION_MODEL, type DemonstrationDocument } from './demonstration.schema.js';

/** The queries of the collection `demonstration`. */
@Injectable()
export class DemonstrationRepository {
  constructor(@InjectModel(DEMONSTRATION_MODEL) private readonly parts: Model<DemonstrationDocument>) {}

  /** Takes a part that nobody has made: true for exactly one of several processes. One that was begun before `given` and not done is free again. */
  async take(part: string, now: Date, given: Date): Promise<boolean> {
    try {
      await this.parts.create({ _id: part, begunAt: now, doneAt: null });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const { matchedCount } = await this.parts.updateOne(
      { _id: part, doneAt: null, begunAt: { $lt: given } },
      { $set: { begunAt: now } },
    );
    return matchedCount > 0;
  }

  async finish(part: string, now: Date): Promise<void> {
    await this.parts.updateOne({ _id: part }, { $set: { doneAt: now } });
  }
}
