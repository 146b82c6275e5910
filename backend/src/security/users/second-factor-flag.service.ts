import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { SecondFactorFlagRepository } from './second-factor-flag.repository.js';

/** Tells an account whether it has a second factor, in the transaction in which it gets or loses one. */
@Injectable()
export class SecondFactorFlagService {
  constructor(private readonly flags: SecondFactorFlagRepository) {}

  /** @returns false where there is no such account */
  async set(userId: string, enabled: boolean, session: ClientSession): Promise<boolean> {
    return await this.flags.set(userId, enabled, session);
  }
}
