import { Inject, Injectable } from '@nestjs/common';
import type {
  PasskeyOptions,
  StepUp,
  StepUpPasskeyRequest,
  StepUpRequest,
  StepUpState,
} from '@classy-book/contracts/second-factor';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { secondFactorInvalid, secondFactorLocked } from '../two-factor/two-factor.errors.js';
import { SecondFactorGuesses } from './second-factor-guesses.js';
import { type StepUpCheck, StepUpProofs } from './step-up-proofs.js';

/**
 * Fresh proofs within a session, before sensitive changes (ASVS 7.5.1, 7.5.3). Wrong ones count like wrong second
 * factors at sign-in, so whoever finds an open session cannot guess on without end.
 */
@Injectable()
export class StepUpService {
  constructor(
    private readonly proofs: StepUpProofs,
    private readonly guesses: SecondFactorGuesses,
    private readonly sessions: SessionsService,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async state({ principal }: SessionCaller): Promise<StepUpState> {
    const until = this.until(principal.verifiedAt);
    return {
      methods: await this.proofs.methodsOf(principal.userId),
      verifiedUntil: until > this.clock.now() ? until.toISOString() : null,
    };
  }

  /** @throws AppError INVALID_CREDENTIALS, SECOND_FACTOR_INVALID, SECOND_FACTOR_LOCKED, SECOND_FACTOR_NEEDED */
  async prove(caller: SessionCaller, request: StepUpRequest): Promise<StepUp> {
    return await this.settle(caller, await this.proofs.of(caller, request));
  }

  async passkeyOptions(caller: SessionCaller): Promise<PasskeyOptions> {
    return await this.proofs.passkeyOptions(caller);
  }

  /** @throws AppError CHALLENGE_EXPIRED, SECOND_FACTOR_INVALID, SECOND_FACTOR_LOCKED */
  async provePasskey(caller: SessionCaller, request: StepUpPasskeyRequest): Promise<StepUp> {
    return await this.settle(caller, await this.proofs.ofPasskey(caller, request));
  }

  private async settle(caller: SessionCaller, { method, check }: StepUpCheck): Promise<StepUp> {
    const { principal, actor, origin } = caller;
    const { userId, email, sessionId } = principal;
    const result = await this.guesses.count({ userId, email }, origin, check);
    const succeeded = result.kind === 'right';
    const at = this.clock.now();
    if (succeeded) await this.sessions.markVerified(sessionId, at);
    await this.events.publish('step-up.attempted', { userId, email, method, succeeded, sessionId, actor, origin });
    if (result.kind === 'right') return { verifiedUntil: this.until(at).toISOString() };
    if (result.lockedUntil !== null) throw secondFactorLocked(result.lockedUntil);
    throw method === 'password' ? passwordWrong() : secondFactorInvalid();
  }

  private until(verifiedAt: Date): Date {
    return new Date(verifiedAt.getTime() + this.config.tokens.stepUpMinutes * 60_000);
  }
}

function passwordWrong(): AppError {
  return new AppError('INVALID_CREDENTIALS', 'This password is not right.');
}
