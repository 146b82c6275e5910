import { Injectable } from '@nestjs/common';
import type { EndedSessions, LockedAccount } from '@classy-book/contracts/accounts';
import type { LockKind, UpdateUserRequest, UserSession } from '@classy-book/contracts/users';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { UserDirectoryService } from '../users/user-directory.service.js';
import { type Account, UsersService } from '../users/users.service.js';
import { AccountLocksService, type NewLock, type SetLock } from './account-locks.service.js';
import { noSuchAccount } from './admin-management.errors.js';
import { AuthorityService } from './authority.service.js';

/** What administrators do to accounts day by day: names, locks, sessions. Whom they may do it to is asked first. */
@Injectable()
export class AccountCareService {
  constructor(
    private readonly authority: AuthorityService,
    private readonly users: UsersService,
    private readonly directory: UserDirectoryService,
    private readonly locks: AccountLocksService,
    private readonly sessions: SessionsService,
    private readonly events: EventBus,
  ) {}

  /** @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT */
  async update(id: string, change: UpdateUserRequest, caller: Caller): Promise<void> {
    const { email, role, profile } = await this.authority.target(id, 'update', caller);
    const fields = Object.keys(change);
    if (fields.length === 0) return;
    if ((await this.directory.rename(id, change)) === null) throw noSuchAccount();
    const { actor, origin } = caller;
    const facts = { fields };
    const { firstName = profile.firstName, lastName = profile.lastName } = change;
    await this.events.publish('account.administered', {
      change: 'updated',
      userId: id,
      email,
      role,
      facts,
      before: { firstName: profile.firstName, lastName: profile.lastName },
      after: { firstName, lastName },
      actor,
      origin,
    });
  }

  /** Locks an account and ends its sessions. @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT */
  async lock(id: string, lock: NewLock, caller: Caller): Promise<void> {
    await this.locks.lock(await this.authority.target(id, 'lock', caller), lock, caller);
  }

  /** The same for an email. */
  async lockByEmail(email: string, lock: NewLock, caller: Caller): Promise<LockedAccount> {
    return await this.locks.lock(await this.authority.targetByEmail(email, 'lock', caller), lock, caller);
  }

  /**
   * Lifts the locks of an account, of one kind where one is named.
   * @throws AppError ACCOUNT_NOT_FOUND, also where nothing is locked; FORBIDDEN, PROTECTED_ACCOUNT
   */
  async unlock(id: string, kind: LockKind | undefined, caller: Caller): Promise<void> {
    const { email } = await this.authority.target(id, 'unlock', caller);
    await this.locks.unlock(email, caller, kind);
  }

  /** The same for an email, which may be locked without having an account. */
  async unlockByEmail(email: string, caller: Caller): Promise<void> {
    if ((await this.users.findByEmail(email)) === null) await this.authority.requirePermission('unlock', caller);
    else await this.authority.targetByEmail(email, 'unlock', caller);
    await this.locks.unlock(email, caller);
  }

  /**
   * Lifts exactly this lock; false where it is gone, or was changed since.
   * @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT
   */
  async liftLock(email: string, lock: SetLock, caller: Caller): Promise<boolean> {
    return await this.locks.lift(await this.authority.targetByEmail(email, 'unlock', caller), lock, caller);
  }

  /** Ends all sessions of a person. @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT */
  async endSessions(id: string, caller: Caller): Promise<EndedSessions> {
    return await this.endSessionsOf(await this.authority.target(id, 'end_sessions', caller), caller);
  }

  /** The same for an email. */
  async endSessionsByEmail(email: string, caller: Caller): Promise<EndedSessions> {
    return await this.endSessionsOf(await this.authority.targetByEmail(email, 'end_sessions', caller), caller);
  }

  /** The living sessions of a person, at most 100. @throws AppError ACCOUNT_NOT_FOUND */
  async listSessions(id: string): Promise<UserSession[]> {
    if ((await this.users.findById(id)) === null) throw noSuchAccount();
    return (await this.sessions.listLiving(id)).map((session) => ({
      id: session.id,
      device: session.device,
      ipAddress: session.ipAddress,
      country: session.country,
      remembered: session.remembered,
      createdAt: session.createdAt.toISOString(),
      lastUsedAt: session.lastUsedAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
    }));
  }

  /**
   * Ends one session of a person.
   * @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT; NOT_FOUND where it is not theirs or has ended
   */
  async endSession(id: string, sessionId: string, caller: Caller): Promise<void> {
    const target = await this.authority.target(id, 'end_sessions', caller);
    if (await this.sessions.endOne(target.id, sessionId, 'revoked', caller.actor, caller.origin)) return;
    throw new AppError('NOT_FOUND', 'This person has no such session any more.');
  }

  private async endSessionsOf({ id }: Account, { actor, origin }: Caller): Promise<EndedSessions> {
    return { ended: await this.sessions.endAll(id, 'revoked', actor, origin) };
  }
}
