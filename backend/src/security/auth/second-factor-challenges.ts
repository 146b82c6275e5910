import { Inject, Injectable } from '@nestjs/common';
import { attemptMethodSchema } from '@classy-book/contracts/attempts';
import type { SecondFactorChallenge } from '@classy-book/contracts/auth';
import * as z from 'zod';
import { deriveKey, sign } from '../../common/crypto/keys.js';
import { EventBus } from '../../common/events/event-bus.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { ChallengesService } from '../two-factor/challenges.service.js';
import { SecondFactorsService } from '../two-factor/second-factors.service.js';
import { challengeExpired } from '../two-factor/two-factor.errors.js';
import { type Account, UsersService } from '../users/users.service.js';
import type { VerifiedSignIn } from './sign-in.service.js';

const LIFETIME_MS = 10 * 60_000;
const PURPOSE = 'sign_in_challenge';

const rememberedSchema = z.object({
  method: attemptMethodSchema,
  rememberMe: z.boolean(),
  deviceId: z.string().nullable(),
  passwordChangedAt: z.string().nullable(),
});

/** A sign-in that waits for its second factor; the account is as it is now. */
export type PendingSignIn = Omit<VerifiedSignIn, 'origin'>;

/**
 * The challenges between a right first proof and a second factor. A challenge may be tried several times, is used up by
 * the sign-in that it leads to, and is void once the account has no second factor or has another password.
 */
@Injectable()
export class SecondFactorChallenges {
  private readonly key: Buffer;

  constructor(
    private readonly factors: SecondFactorsService,
    private readonly challenges: ChallengesService,
    private readonly users: UsersService,
    private readonly events: EventBus,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.key = deriveKey(config.secrets.app, 'passkey-challenge');
  }

  async issue({ account, method, rememberMe, deviceId, origin }: VerifiedSignIn): Promise<SecondFactorChallenge> {
    const methods = await this.factors.methodsOf(account.id);
    const { token, expiresAt } = await this.challenges.issue({
      purpose: PURPOSE,
      subject: account.id,
      data: { method, rememberMe, deviceId, passwordChangedAt: passwordMark(account) },
      lifetimeMs: LIFETIME_MS,
    });
    const { id: userId, email } = account;
    // nobody is known to be who they say they are before the second factor
    const actor = { kind: 'system' as const };
    await this.events.publish('second-factor.challenged', { userId, email, methods, actor, origin });
    return { status: 'second_factor_required', challenge: token, expiresAt: expiresAt.toISOString(), methods };
  }

  /** Looks without using it up. @throws AppError CHALLENGE_EXPIRED */
  async read(challenge: string): Promise<PendingSignIn> {
    const { subject, data } = await this.challenges.inspect(challenge, PURPOSE);
    const { method, rememberMe, deviceId, passwordChangedAt } = rememberedSchema.parse(data);
    const account = await this.users.findById(subject);
    if (account?.secondFactorEnabled !== true || passwordMark(account) !== passwordChangedAt) throw challengeExpired();
    return { account, method, rememberMe, deviceId };
  }

  /** Uses it up: of many at once, one succeeds. @throws AppError CHALLENGE_EXPIRED */
  async consume(challenge: string): Promise<void> {
    await this.challenges.consume(challenge, PURPOSE);
  }

  /**
   * What a passkey is to sign for this challenge (base64url, 32 bytes): derived from it, so that it is good for this
   * sign-in alone and however often it is asked for.
   */
  webauthnOf(challenge: string): string {
    return sign(this.key, challenge);
  }
}

function passwordMark({ passwordChangedAt }: Account): string | null {
  return passwordChangedAt?.toISOString() ?? null;
}
