import { Injectable } from '@nestjs/common';
import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { AccountLock, LockKind } from '@classy-book/contracts/users';
import { Clock } from '../../common/clock/clock.js';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { EventFacts } from '../../common/events/identity-events.js';
import { AppError } from '../../common/response/app-error.js';
import { LockoutService } from '../brute-force/lockout.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { type Account, UsersService } from '../users/users.service.js';
import { protectedAccount } from './admin-management.errors.js';

/** A lock to set. */
export interface NewLock {
  readonly reason: string;
  readonly durationMinutes: number;
}

/** A lock as it was set. */
export interface SetLock {
  readonly reason: string;
  readonly lockedUntil: Date;
}

/** Locks of every kind: those that an administrator sets, and those that the rules set. Who may is asked elsewhere. */
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

  /** Every lock that keeps an account out now, or a way into it. The email need not have an account. */
  async locksOf(email: string, account: Account | null): Promise<AccountLock[]> {
    const automatic = await this.lockout.locksOf(email);
    const lockedUntil = account?.lockedUntil ?? null;
    if (account === null || lockedUntil === null || lockedUntil <= this.clock.now()) return automatic;
    const reason = account.lockReason ?? '';
    return [{ kind: 'manual', reason, lockedUntil: lockedUntil.toISOString(), failures: null }, ...automatic];
  }

  /**
   * Locks an account and ends its sessions.
   * @throws AppError PROTECTED_ACCOUNT where the account became another one's to lock meanwhile
   */
  async lock(target: Account, { reason, durationMinutes }: NewLock, { actor, origin }: Acting): Promise<LockedAccount> {
    const until = new Date(this.clock.now().getTime() + durationMinutes * 60_000);
    const locked = await this.users.lock(target.id, target.role, until, reason);
    if (locked === null) throw protectedAccount();
    await this.events.publish('account.locked', {
      email: locked.email,
      userId: locked.id,
      source: 'manual',
      reason,
      lockedUntil: until,
      before: this.lockBefore(target),
      actor,
      origin,
    });
    await this.sessions.endAll(locked.id, 'locked', actor, origin);
    return { email: locked.email, source: 'manual', reason, lockedUntil: until.toISOString() };
  }

  /** Lifts exactly this lock of an administrator; false where it is gone, or was changed since. */
  async lift({ id, email }: Account, { lockedUntil, reason }: SetLock, { actor, origin }: Acting): Promise<boolean> {
    if (!(await this.users.liftLock(id, lockedUntil, reason))) return false;
    const before = { manual: lockedUntil.toISOString() };
    await this.events.publish('account.unlocked', { email, userId: id, before, actor, origin });
    return true;
  }

  /**
   * Lifts the locks of an account, of one kind where one is named. An email that nobody has an account for may be locked
   * too, so it may be unlocked.
   * @throws AppError ACCOUNT_NOT_FOUND where nothing of that name is locked
   */
  async unlock(email: string, { actor, origin }: Acting, kind?: LockKind): Promise<void> {
    const account = await this.users.findByEmail(email);
    const locks = (await this.locksOf(email, account)).filter((lock) => kind === undefined || lock.kind === kind);
    const [byHand, automatic] = await Promise.all([
      kind === undefined || kind === 'manual' ? this.users.unlock(email, this.clock.now()) : false,
      kind === 'manual' ? false : this.lockout.unlock(email, kind),
    ]);
    if (!byHand && !automatic) throw new AppError('ACCOUNT_NOT_FOUND', `No such lock on ${email} is in force.`);
    const before = Object.fromEntries(locks.map((lock) => [lock.kind, lock.lockedUntil]));
    await this.events.publish('account.unlocked', { email, userId: account?.id ?? null, before, actor, origin });
  }

  private lockBefore({ lockedUntil, lockReason }: Account): EventFacts | null {
    if (lockedUntil === null || lockedUntil <= this.clock.now()) return null;
    return { source: 'manual', reason: lockReason, lockedUntil: lockedUntil.toISOString() };
  }
}
