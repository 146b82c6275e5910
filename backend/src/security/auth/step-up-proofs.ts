import { Injectable } from '@nestjs/common';
import type {
  PasskeyOptions,
  StepUpPasskeyRequest,
  StepUpRequest,
  StepUpState,
} from '@classy-book/contracts/second-factor';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { ChallengesService } from '../two-factor/challenges.service.js';
import { FactorProofsService } from '../two-factor/factor-proofs.service.js';
import { SecondFactorsService } from '../two-factor/second-factors.service.js';
import { UsersService } from '../users/users.service.js';
import { PasswordHasher } from './password-hasher.js';

/** What is to be checked, once it has been counted. */
export interface StepUpCheck {
  readonly method: StepUpState['methods'][number];
  readonly check: () => Promise<boolean>;
}

/** In which ways the person of a session can prove that they are there, and whether a proof is right. */
@Injectable()
export class StepUpProofs {
  constructor(
    private readonly users: UsersService,
    private readonly hasher: PasswordHasher,
    private readonly factors: SecondFactorsService,
    private readonly proofs: FactorProofsService,
    private readonly challenges: ChallengesService,
  ) {}

  /** A password counts only where there is no second factor: else whoever has it could do without the other. */
  async methodsOf(userId: string): Promise<StepUpState['methods']> {
    const methods = await this.factors.methodsOf(userId);
    if (methods.length > 0) return methods;
    return (await this.users.findById(userId))?.hasPassword === true ? ['password'] : [];
  }

  /** @throws AppError SECOND_FACTOR_NEEDED for the password of somebody with a second factor */
  async of({ principal, origin }: SessionCaller, request: StepUpRequest): Promise<StepUpCheck> {
    const { userId, email } = principal;
    if (request.method !== 'password') {
      const { method, code } = request;
      return { method, check: async () => await this.proofs.prove(userId, { method, code }, origin) };
    }
    const account = await this.users.findForSignIn(email);
    if (account === null || account.secondFactorEnabled) throw passwordNotEnough();
    const check = async (): Promise<boolean> => await this.hasher.verify(account.passwordHash, request.password);
    return { method: 'password', check };
  }

  async passkeyOptions({ principal }: SessionCaller): Promise<PasskeyOptions> {
    const { handle, webauthn } = await this.challenges.issueForPasskey(useOf(principal.sessionId));
    return { challenge: handle, options: await this.proofs.passkeyOptions(principal.userId, webauthn) };
  }

  /** @throws AppError CHALLENGE_EXPIRED */
  async ofPasskey(
    { principal, origin }: SessionCaller,
    { challenge: handle, response }: StepUpPasskeyRequest,
  ): Promise<StepUpCheck> {
    const challenge = await this.challenges.consumeForPasskey(handle, useOf(principal.sessionId));
    const proof = { method: 'passkey' as const, response, challenge };
    return { method: 'passkey', check: async () => await this.proofs.prove(principal.userId, proof, origin) };
  }
}

function useOf(sessionId: string): string {
  return `step_up:${sessionId}`;
}

function passwordNotEnough(): AppError {
  return new AppError('SECOND_FACTOR_NEEDED', 'The password alone is not enough here: use your second factor.');
}
