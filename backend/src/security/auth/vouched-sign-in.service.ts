import { Injectable } from '@nestjs/common';
import type { AttemptReason } from '@classy-book/contracts/attempts';
import { Clock } from '../../common/clock/clock.js';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SignInOutcome } from '../../common/http/sign-in-cookies.js';
import type { AppError } from '../../common/response/app-error.js';
import type { Account } from '../users/users.service.js';
import { AuthService } from './auth.service.js';
import { obstacleOf } from './entry-rules.js';
import { KnownDevices } from './known-devices.js';

/** A sign-in for which somebody else stands: an OpenID Connect provider. */
export interface VouchedSignIn {
  readonly account: Account;
  readonly rememberMe: boolean;
  /** Whether the console is asked for. */
  readonly admin: boolean;
  readonly deviceCookie: string | undefined;
  readonly origin: Origin & { readonly ipAddress: string };
}

/** Whom a refused sign-in was about, as far as that is known. */
export interface RefusedVisitor {
  readonly email: string;
  readonly userId: string | null;
  readonly origin: Origin & { readonly ipAddress: string };
}

/**
 * Lets people in for whom a provider stands. A provider's word is a first proof like a password: an account's own second
 * factor is asked for, and an account that may not come in does not.
 */
@Injectable()
export class VouchedSignInService {
  constructor(
    private readonly auth: AuthService,
    private readonly devices: KnownDevices,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Goes on with a session or the challenge of a second factor.
   * @param refused the answer for an account that may not come in, which says nothing of it
   * @throws AppError `refused`, ACCOUNT_LOCKED, EMAIL_UNVERIFIED
   */
  async complete(vouched: VouchedSignIn, refused: AppError): Promise<SignInOutcome> {
    const { account, rememberMe, admin, deviceCookie, origin } = vouched;
    const obstacle = obstacleOf(account, admin, this.clock.now(), refused);
    if (obstacle !== null) {
      const visitor = { email: account.email, userId: account.id, origin };
      return await this.refuse(visitor, obstacle.reason, obstacle.error);
    }
    const deviceId = this.devices.recognise(deviceCookie, account.email);
    return await this.auth.complete({ account, method: 'oauth', rememberMe, deviceId, origin });
  }

  /** Puts a refused sign-in on record. @throws AppError `error`, always */
  async refuse({ email, userId, origin }: RefusedVisitor, reason: AttemptReason, error: AppError): Promise<never> {
    await this.events.publish('sign-in.attempted', {
      email,
      userId,
      outcome: reason === 'account_locked' ? 'blocked' : 'failed',
      reason,
      method: 'oauth',
      factor: null,
      sessionId: null,
      origin,
    });
    throw error;
  }
}
