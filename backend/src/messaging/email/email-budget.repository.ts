import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, mongo } from 'mongoose';
import { upsertOrMeet } from '../../database/database-errors.js';
import { EMAIL_BUDGET_MODEL, type EmailBudgetDocument } from './email-budget.schema.js';

/** The queries of the collection `email_budgets`. */
@Injectable()
export class EmailBudgetRepository {
  constructor(@InjectModel(EMAIL_BUDGET_MODEL) private readonly budgets: Model<EmailBudgetDocument>) {}

  /** Counts one mail, in a new window where the last one is over. @returns how many it makes, this one included */
  async spend(id: string, now: Date, windowEnd: Date): Promise<number> {
    return await upsertOrMeet(async () => await this.count(id, now, windowEnd));
  }

  private async count(id: string, now: Date, windowEnd: Date): Promise<number> {
    const isOpen = { $gt: [{ $ifNull: ['$windowEndsAt', new Date(0)] }, now] };
    const collection = this.budgets.collection as unknown as mongo.Collection<EmailBudgetDocument>;
    const counted = await collection.findOneAndUpdate(
      { _id: id },
      [
        {
          $set: {
            spent: { $cond: [isOpen, { $add: ['$spent', 1] }, 1] },
            windowEndsAt: { $cond: [isOpen, '$windowEndsAt', windowEnd] },
          },
        },
      ],
      { upsert: true, returnDocument: 'after' },
    );
    return counted?.spent ?? 1;
  }
}
