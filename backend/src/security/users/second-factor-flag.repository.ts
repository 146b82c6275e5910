import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { USER_MODEL, type UserDocument } from './user.schema.js';

/** The one field of `users` that the two-factor feature keeps. */
@Injectable()
export class SecondFactorFlagRepository {
  constructor(@InjectModel(USER_MODEL) private readonly users: Model<UserDocument>) {}

  /** False where there is no such account. */
  async set(id: string, enabled: boolean, session: ClientSession): Promise<boolean> {
    const result = await this.users.updateOne({ _id: id }, { $set: { secondFactorEnabled: enabled } }, { session });
    return result.matchedCount === 1;
  }
}
