import { Injectable } from '@nestjs/common';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { LockoutService } from '../brute-force/lockout.service.js';
import type { FactorOwner } from '../two-factor/second-factors.service.js';

/**
 * What came of a guess. `refused`: it was not even looked at, because too many were wrong before. A wrong one may be the
 * one that brought the lock.
 */
export type GuessResult =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly lockedUntil: Date | null }
  | { readonly kind: 'refused'; readonly lockedUntil: Date };

/** Counts the second factors that people try before they are looked at: of any number at once, the limit are checked. */
@Injectable()
export class SecondFactorGuesses {
  constructor(
    private readonly lockout: LockoutService,
    private readonly events: EventBus,
  ) {}

  /** @param check says whether the proof is right, and uses it up */
  async count({ userId, email }: FactorOwner, origin: Origin, check: () => Promise<boolean>): Promise<GuessResult> {
    const reservation = await this.lockout.reserveForSecondFactor(email);
    const { allowed, tripped, failures, lockedUntil } = reservation;
    if (!allowed) return { kind: 'refused', lockedUntil: lockedUntil ?? new Date() };
    if (await check()) {
      await this.lockout.secondFactorSucceeded(email);
      return { kind: 'right' };
    }
    if (!tripped || lockedUntil === null) return { kind: 'wrong', lockedUntil: null };
    const actor = { kind: 'system' as const };
    await this.events.publish('second-factor.locked', { userId, email, failures, lockedUntil, actor, origin });
    return { kind: 'wrong', lockedUntil };
  }
}
