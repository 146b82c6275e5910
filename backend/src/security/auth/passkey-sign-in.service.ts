import { Injectable } from '@nestjs/common';
import type { AttemptReason } from '@classy-book/contracts/attempts';
import type { PasskeyOptions, PasskeySignInRequest } from '@classy-book/contracts/second-factor';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SignInOutcome } from '../../common/http/sign-in-cookies.js';
import { AppError } from '../../common/response/app-error.js';
import { BlockedAddressesService } from '../blocked-addresses/blocked-addresses.service.js';
import { ChallengesService } from '../two-factor/challenges.service.js';
import { PasskeyProofsService } from '../two-factor/passkey-proofs.service.js';
import type { Account } from '../users/users.service.js';
import { AuthService } from './auth.service.js';
import { obstacleOf } from './entry-rules.js';
import { KnownDevices } from './known-devices.js';

/** Where a passkey sign-in comes from. */
export interface PasskeyVisitor {
  readonly origin: Origin & { readonly ipAddress: string };
  readonly deviceCookie: string | undefined;
}

const USE = 'sign_in';

/**
 * Signs people in with a passkey alone. The authenticator has made sure of its owner, so it stands for both factors
 * (NIST SP 800-63B-4, section 3.1.7). It cannot be guessed, so the locks that come from wrong passwords do not bind it.
 */
@Injectable()
export class PasskeySignInService {
  constructor(
    private readonly challenges: ChallengesService,
    private readonly passkeys: PasskeyProofsService,
    private readonly blocked: BlockedAddressesService,
    private readonly devices: KnownDevices,
    private readonly auth: AuthService,
    private readonly events: EventBus,
  ) {}

  /** What a browser needs: the same for everybody, it names no account. */
  async options(): Promise<PasskeyOptions> {
    const { handle, webauthn } = await this.challenges.issueForPasskey(USE);
    return { challenge: handle, options: await this.passkeys.optionsForAnybody(webauthn) };
  }

  /**
   * One answer for every passkey that is refused: unknown, wrong, of another site, copied, of a closed account.
   * @throws AppError CHALLENGE_EXPIRED, INVALID_CREDENTIALS, ADDRESS_BLOCKED, ACCOUNT_LOCKED
   */
  async verify(request: PasskeySignInRequest, { origin, deviceCookie }: PasskeyVisitor): Promise<SignInOutcome> {
    await this.refuseBlocked(origin);
    const challenge = await this.challenges.consumeForPasskey(request.challenge, USE);
    const { response } = request;
    const account = await this.passkeys.ownerOf(response);
    if (account === null) return await this.refuse(null, 'unknown_account', origin);
    if (!(await this.passkeys.proveAlone(account.id, { response, challenge, origin }))) {
      return await this.refuse(account, 'wrong_second_factor', origin);
    }
    const obstacle = obstacleOf(account, request.admin, new Date(), passkeyRefused());
    if (obstacle !== null) return await this.refuse(account, obstacle.reason, origin, obstacle.error);
    const deviceId = this.devices.recognise(deviceCookie, account.email);
    const verified = { account, method: 'passkey' as const, rememberMe: request.rememberMe, deviceId, origin };
    return { kind: 'granted', grant: await this.auth.open(verified, 'passkey') };
  }

  private async refuseBlocked(origin: PasskeyVisitor['origin']): Promise<void> {
    const block = this.blocked.find(origin.ipAddress);
    if (block !== null) await this.refuse(null, 'address_blocked', origin, this.blocked.refusal(block));
  }

  private async refuse(
    account: Account | null,
    reason: AttemptReason,
    origin: PasskeyVisitor['origin'],
    error: AppError = passkeyRefused(),
  ): Promise<never> {
    await this.events.publish('sign-in.attempted', {
      email: account?.email ?? '',
      userId: account?.id ?? null,
      outcome: reason === 'address_blocked' || reason === 'account_locked' ? 'blocked' : 'failed',
      reason,
      method: 'passkey',
      factor: 'passkey',
      sessionId: null,
      origin,
    });
    throw error;
  }
}

function passkeyRefused(): AppError {
  return new AppError('INVALID_CREDENTIALS', 'This passkey does not open an account here. Sign in another way.');
}
