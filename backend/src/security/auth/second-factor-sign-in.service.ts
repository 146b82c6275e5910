import { Injectable } from '@nestjs/common';
import type { AttemptReason } from '@classy-book/contracts/attempts';
import type {
  PasskeyOptions,
  VerifyFactorPasskeyRequest,
  VerifySecondFactorRequest,
} from '@classy-book/contracts/second-factor';
import { Clock } from '../../common/clock/clock.js';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SignInOutcome } from '../../common/http/sign-in-cookies.js';
import { type FactorProof, FactorProofsService } from '../two-factor/factor-proofs.service.js';
import { secondFactorInvalid, secondFactorLocked } from '../two-factor/two-factor.errors.js';
import { invalidCredentials } from './auth.errors.js';
import { AuthService } from './auth.service.js';
import { obstacleOf } from './entry-rules.js';
import { type PendingSignIn, SecondFactorChallenges } from './second-factor-challenges.js';
import { SecondFactorGuesses } from './second-factor-guesses.js';
import type { VerifiedSignIn } from './sign-in.service.js';

type ClientOrigin = Origin & { readonly ipAddress: string };

/**
 * Finishes sign-ins that wait for a second factor. Each try is counted before it is looked at and recorded before it is
 * answered; the challenge is used up by the one sign-in that it leads to.
 */
@Injectable()
export class SecondFactorSignInService {
  constructor(
    private readonly challenges: SecondFactorChallenges,
    private readonly proofs: FactorProofsService,
    private readonly guesses: SecondFactorGuesses,
    private readonly auth: AuthService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError CHALLENGE_EXPIRED, SECOND_FACTOR_INVALID, SECOND_FACTOR_LOCKED, ACCOUNT_LOCKED, INVALID_CREDENTIALS */
  async verifyCode(request: VerifySecondFactorRequest, origin: ClientOrigin): Promise<SignInOutcome> {
    return await this.finish(request.challenge, { method: request.method, code: request.code }, origin);
  }

  /** What the browser needs to ask for a passkey of the one who signs in. @throws AppError CHALLENGE_EXPIRED */
  async passkeyOptions(challenge: string): Promise<PasskeyOptions> {
    const { account } = await this.challenges.read(challenge);
    const options = await this.proofs.passkeyOptions(account.id, this.challenges.webauthnOf(challenge));
    return { challenge, options };
  }

  /** The same as `verifyCode` with a passkey. */
  async verifyPasskey(
    { challenge, response }: VerifyFactorPasskeyRequest,
    origin: ClientOrigin,
  ): Promise<SignInOutcome> {
    const webauthn = this.challenges.webauthnOf(challenge);
    return await this.finish(challenge, { method: 'passkey', response, challenge: webauthn }, origin);
  }

  private async finish(challenge: string, proof: FactorProof, origin: ClientOrigin): Promise<SignInOutcome> {
    const waiting = { ...(await this.challenges.read(challenge)), origin };
    await this.requireEntry(waiting, proof);
    const { account } = waiting;
    const { id: userId, email } = account;
    const check = async (): Promise<boolean> => await this.proofs.prove(userId, proof, origin);
    const result = await this.guesses.count({ userId, email }, origin, check);
    if (result.kind === 'refused') {
      await this.record(waiting, proof, 'second_factor_locked');
      throw secondFactorLocked(result.lockedUntil);
    }
    if (result.kind === 'wrong') {
      await this.record(waiting, proof, 'wrong_second_factor');
      throw result.lockedUntil === null ? secondFactorInvalid() : secondFactorLocked(result.lockedUntil);
    }
    await this.challenges.consume(challenge);
    // opening the session looks at the account again
    return { kind: 'granted', grant: await this.auth.open(waiting, proof.method) };
  }

  private async requireEntry(waiting: VerifiedSignIn, proof: FactorProof): Promise<void> {
    const wantsConsole = waiting.method === 'admin_password';
    const obstacle = obstacleOf(waiting.account, wantsConsole, this.clock.now(), invalidCredentials());
    if (obstacle === null) return;
    await this.record(waiting, proof, obstacle.reason);
    throw obstacle.error;
  }

  private async record(
    { account, method, origin }: PendingSignIn & { readonly origin: ClientOrigin },
    proof: FactorProof,
    reason: AttemptReason,
  ): Promise<void> {
    const blocked = reason === 'second_factor_locked' || reason === 'account_locked';
    await this.events.publish('sign-in.attempted', {
      email: account.email,
      userId: account.id,
      outcome: blocked ? 'blocked' : 'failed',
      reason,
      method,
      factor: proof.method,
      sessionId: null,
      origin,
    });
  }
}
