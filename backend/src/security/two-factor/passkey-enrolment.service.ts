import { Injectable } from '@nestjs/common';
import type { AddedAuthenticator, AddPasskeyRequest, PasskeyOptions } from '@classy-book/contracts/second-factor';
import { Types } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { ChallengesService } from './challenges.service.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { toAuthenticator } from './second-factor.mapper.js';
import { MAX_AUTHENTICATORS, SecondFactorRepository } from './second-factor.repository.js';
import type { PasskeyRecord } from './second-factor.schema.js';
import { SecondFactorsService } from './second-factors.service.js';
import { secondFactorInvalid, tooManyAuthenticators } from './two-factor.errors.js';

/** Adds passkeys: the one ceremony that makes them, and its result. */
@Injectable()
export class PasskeyEnrolmentService {
  constructor(
    private readonly repository: SecondFactorRepository,
    private readonly factors: SecondFactorsService,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly challenges: ChallengesService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError LIMIT_REACHED */
  async options({ principal }: SessionCaller): Promise<PasskeyOptions> {
    const { userId, email } = principal;
    const authenticators = (await this.repository.find(userId))?.authenticators ?? [];
    if (authenticators.length >= MAX_AUTHENTICATORS) throw tooManyAuthenticators(MAX_AUTHENTICATORS);
    const { handle, webauthn } = await this.challenges.issueForPasskey(useOf(userId));
    const exclude = authenticators.filter((one) => one.kind === 'passkey');
    return { challenge: handle, options: await this.ceremonies.creationOptions({ userId, email, exclude }, webauthn) };
  }

  /** @throws AppError CHALLENGE_EXPIRED, SECOND_FACTOR_INVALID, CONFLICT, LIMIT_REACHED */
  async add(caller: SessionCaller, request: AddPasskeyRequest): Promise<AddedAuthenticator> {
    const { userId, email } = caller.principal;
    const webauthn = await this.challenges.consumeForPasskey(request.challenge, useOf(userId));
    const created = await this.ceremonies.verifyCreation(request.response, webauthn);
    if (created === null) throw secondFactorInvalid();
    const added: PasskeyRecord = {
      id: new Types.ObjectId().toHexString(),
      kind: 'passkey',
      name: request.name,
      createdAt: this.clock.now(),
      lastUsedAt: null,
      ...created,
    };
    const backupCodes = await this.factors.add({ userId, email }, added, caller);
    return { authenticator: toAuthenticator(added), backupCodes: backupCodes === null ? null : [...backupCodes] };
  }
}

function useOf(userId: string): string {
  return `enrol:${userId}`;
}
