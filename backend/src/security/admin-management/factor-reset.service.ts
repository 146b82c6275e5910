import { Injectable } from '@nestjs/common';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { LockoutService } from '../brute-force/lockout.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { SecondFactorsService } from '../two-factor/second-factors.service.js';
import type { Account } from '../users/users.service.js';
import { AuthorityService } from './authority.service.js';

/** The way back for somebody who lost all their second factors. */
@Injectable()
export class FactorResetService {
  constructor(
    private readonly authority: AuthorityService,
    private readonly factors: SecondFactorsService,
    private readonly lockout: LockoutService,
    private readonly sessions: SessionsService,
    private readonly events: EventBus,
  ) {}

  /**
   * Takes the second factors of a person away.
   * @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT
   */
  async reset(id: string, reason: string, caller: Caller): Promise<void> {
    await this.resetOf(await this.authority.target(id, 'reset_factors', caller), reason, caller);
  }

  /**
   * The same without asking who may: for the command line. Sessions end too, since what proved them may be in other hands.
   * The audit log says so also where there was nothing to take away.
   */
  async resetOf({ id, email, role }: Account, reason: string, { actor, origin }: Acting): Promise<void> {
    const had = await this.factors.resetAll({ userId: id, email }, { actor, origin });
    await this.lockout.unlock(email, 'second_factor');
    const facts = { reason, had };
    await this.events.publish('account.administered', {
      change: 'factors_reset',
      userId: id,
      email,
      role,
      facts,
      actor,
      origin,
    });
    await this.sessions.endAll(id, 'revoked', actor, origin);
  }
}
