import type { OwnSignIn } from '@classy-book/contracts/account';
import { Injectable } from '@nestjs/common';
import { mongo } from 'mongoose';
import type { Principal } from '../../common/http/request-context.js';
import { toOwnSignIn } from './login-attempt.mapper.js';
import { LoginAttemptRepository } from './login-attempt.repository.js';

const SHOWN = 50;

/** The attempts to sign in as one person, as that person sees them. */
@Injectable()
export class OwnSignInsService {
  constructor(private readonly attempts: LoginAttemptRepository) {}

  /**
   * The newest attempts, at most 50: those that reached the account, under whatever email it had then, and those that
   * were refused before, of which only the email is known. Those of somebody else who had the email before are left out.
   */
  async list({ userId, email }: Principal): Promise<OwnSignIn[]> {
    const [ofAccount, ofEmail] = await Promise.all([
      this.attempts.page({ userId: mongo.ObjectId.createFromHexString(userId) }, -1, SHOWN),
      this.attempts.page({ email }, -1, SHOWN),
    ]);
    return [...ofAccount, ...ofEmail.filter((attempt) => attempt.userId === null)]
      .map(toOwnSignIn)
      .sort((one, other) => (one.id < other.id ? 1 : -1))
      .slice(0, SHOWN);
  }
}
