import { Injectable } from '@nestjs/common';
import type {
  AddedAuthenticator,
  BeginTotpRequest,
  ConfirmTotpRequest,
  TotpEnrolment,
} from '@classy-book/contracts/second-factor';
import { Types } from 'mongoose';
import * as z from 'zod';
import { Clock } from '../../common/clock/clock.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { ChallengesService } from './challenges.service.js';
import { toAuthenticator } from './second-factor.mapper.js';
import { MAX_AUTHENTICATORS } from './second-factor.repository.js';
import type { TotpRecord } from './second-factor.schema.js';
import { SecondFactorsService } from './second-factors.service.js';
import { TotpCodes } from './totp-codes.js';
import { challengeExpired, secondFactorInvalid, tooManyAuthenticators } from './two-factor.errors.js';

const LIFETIME_MS = 15 * 60_000;
const PURPOSE = 'totp_enrolment';

const rememberedSchema = z.object({ id: z.string(), name: z.string(), sealed: z.string() });

/** Adds authenticator apps: nothing counts until a code of the new one was seen. */
@Injectable()
export class TotpEnrolmentService {
  constructor(
    private readonly challenges: ChallengesService,
    private readonly factors: SecondFactorsService,
    private readonly codes: TotpCodes,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a seed, to be shown once. An enrolment that was begun before is void.
   * @throws AppError LIMIT_REACHED
   */
  async begin({ principal }: SessionCaller, { name }: BeginTotpRequest): Promise<TotpEnrolment> {
    const { userId, email } = principal;
    const { authenticators } = await this.factors.describe(userId);
    if (authenticators.length >= MAX_AUTHENTICATORS) throw tooManyAuthenticators(MAX_AUTHENTICATORS);
    const id = new Types.ObjectId().toHexString();
    const { secret, uri, sealed } = this.codes.make(userId, id, email);
    const { token, expiresAt } = await this.challenges.issue({
      purpose: PURPOSE,
      subject: userId,
      data: { id, name, sealed },
      lifetimeMs: LIFETIME_MS,
      replaces: true,
    });
    return { enrolment: token, secret, uri, expiresAt: expiresAt.toISOString() };
  }

  /**
   * Counts the new authenticator from now on. The code that proves it opens nothing else any more.
   * @throws AppError CHALLENGE_EXPIRED, SECOND_FACTOR_INVALID, LIMIT_REACHED
   */
  async confirm(caller: SessionCaller, { enrolment, code }: ConfirmTotpRequest): Promise<AddedAuthenticator> {
    const { userId, email } = caller.principal;
    const { subject, data } = await this.challenges.inspect(enrolment, PURPOSE);
    if (subject !== userId) throw challengeExpired();
    const { id, name, sealed } = rememberedSchema.parse(data);
    const step = await this.codes.stepOf(userId, id, sealed, code);
    if (step === null) throw secondFactorInvalid();
    await this.challenges.consume(enrolment, PURPOSE);
    const added: TotpRecord = {
      id,
      kind: 'totp',
      key: id,
      name,
      createdAt: this.clock.now(),
      lastUsedAt: null,
      secret: sealed,
      lastStep: step,
    };
    const backupCodes = await this.factors.add({ userId, email }, added, caller);
    return { authenticator: toAuthenticator(added), backupCodes: backupCodes === null ? null : [...backupCodes] };
  }
}
