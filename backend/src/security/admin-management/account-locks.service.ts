import { Injectable } from '@nestjs/common';
import type { EndedSessions, LockAccountRequest, LockedAccount } from '@classy-book/contracts/accounts';
import { mayActOn } from '@classy-book/contracts/permissions';
import { Clock } from '../../common/clock/clock.js';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { LockoutService } from '../brute-force/lockout.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { type Account, UsersService } from '../users/users.service.js';

/** Locks and unlocks accounts and ends their sessions, on behalf of an administrator. */
@Injectable()
export class AccountLocksService {
  constructor(
    private readonly users: UsersService,
    private readonly lockout: LockoutService,
    private readonly sessions: SessionsService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** The accounts that are locked now, by an administrator or by the rules, those that end first first. */
  async listLocked(): Promise<LockedAccount[]> {
    const [manual, automatic] = await Promise.all([this.users.findLocked(this.clock.now()), this.lockout.listLocked()]);
    const byHand = manual.flatMap((account) =>
      account.lockedUntil === null
        ? []
        : [
            {
              email: account.email,
              source: 'manual' as const,
              reason: account.lockReason ?? '',
              lockedUntil: account.lockedUntil.toISOString(),
            },
          ],
    );
    return [...byHand, ...automatic].sort((a, b) => a.lockedUntil.localeCompare(b.lockedUntil)).slice(0, 100);
  }

  /**
   * Locks an account and ends its sessions.
   * @throws AppError ACCOUNT_NOT_FOUND; PROTECTED_ACCOUNT for the primary administrator, oneself or a higher role
   */
  async lock(request: LockAccountRequest, caller: Caller): Promise<LockedAccount> {
    const target = await this.targetOf(request.email, caller);
    const until = new Date(this.clock.now().getTime() + request.durationMinutes * 60_000);
    const locked = await this.users.lock(target.id, target.role, until, request.reason);
    if (locked === null) throw protectedAccount();
    const { actor, origin } = caller;
    await this.events.publish('account.locked', {
      email: locked.email,
      userId: locked.id,
      source: 'manual',
      reason: request.reason,
      lockedUntil: until,
      actor,
      origin,
    });
    await this.sessions.endAll(locked.id, 'locked', actor, origin);
    return { email: locked.email, source: 'manual', reason: request.reason, lockedUntil: until.toISOString() };
  }

  /**
   * Lifts every lock of an account. An address that nobody has an account for may be locked too, so it may be unlocked.
   * @throws AppError ACCOUNT_NOT_FOUND where nothing of that name is locked
   */
  async unlock(email: string, { actor, origin }: Acting): Promise<void> {
    const [byHand, automatic] = await Promise.all([
      this.users.unlock(email, this.clock.now()),
      this.lockout.unlock(email),
    ]);
    if (!byHand && !automatic) throw new AppError('ACCOUNT_NOT_FOUND', `No lock on ${email} is in force.`);
    const account = await this.users.findByEmail(email);
    await this.events.publish('account.unlocked', { email, userId: account?.id ?? null, actor, origin });
  }

  /** @throws AppError ACCOUNT_NOT_FOUND, PROTECTED_ACCOUNT */
  async endSessions(email: string, caller: Caller): Promise<EndedSessions> {
    const target = await this.targetOf(email, caller);
    return { ended: await this.sessions.endAll(target.id, 'revoked', caller.actor, caller.origin) };
  }

  private async targetOf(email: string, { principal }: Caller): Promise<Account> {
    const account = await this.users.findByEmail(email);
    if (account === null) throw new AppError('ACCOUNT_NOT_FOUND', `There is no account for ${email}.`);
    const isSelf = account.id === principal.userId;
    if (account.isPrimaryAdmin || isSelf || !mayActOn(principal.permissions, account.permissions))
      throw protectedAccount();
    return account;
  }
}

function protectedAccount(): AppError {
  return new AppError(
    'PROTECTED_ACCOUNT',
    'This account is protected from you: it is your own, the primary administrator, or has a higher role.',
  );
}
