import { Injectable } from '@nestjs/common';
import { type Permission, personalPermissions } from '@classy-book/contracts/permissions';
import type { UserAction } from '@classy-book/contracts/users';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { type Account, UsersService } from '../users/users.service.js';
import type { StandingCheck, StandingTurn } from '../users/user-standing.service.js';
import { actionPermissions, type Authority, type Refusal, refusalOf } from './authority.js';
import { forbidden, noSuchAccount, protectedAccount, roleTooHigh } from './admin-management.errors.js';

/** Decides who may do what to whom, the same for every way to do it. What it refuses goes on record (ASVS 16.3.2). */
@Injectable()
export class AuthorityService {
  constructor(
    private readonly users: UsersService,
    private readonly events: EventBus,
  ) {}

  /** What a caller holds now. A machine holds what everybody holds for themselves, so that it can act on people at all. */
  authorityOf({ principal }: Caller): Authority {
    const { userId, permissions } = principal;
    return {
      userId,
      permissions: principal.kind === 'session' ? permissions : [...permissions, ...personalPermissions],
    };
  }

  /** Why a caller may not do `action` to somebody, as it stands; null where they may. For looking ahead: nothing is recorded. */
  refusalOf(action: UserAction, caller: Caller, target: Account): Refusal | null {
    return refusalOf(action, this.authorityOf(caller), target);
  }

  /**
   * The account with an id, where the caller may do `action` to it.
   * @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT
   */
  async target(id: string, action: UserAction, caller: Caller): Promise<Account> {
    return await this.admit(await this.users.findById(id), action, this.authorityOf(caller), caller);
  }

  /** The same for an email. */
  async targetByEmail(email: string, action: UserAction, caller: Caller): Promise<Account> {
    return await this.admit(await this.users.findByEmail(email), action, this.authorityOf(caller), caller);
  }

  /**
   * The same within a turn, with what the caller and the target are by then.
   * @param handsOut the permissions that the target is to get
   */
  checkOf(action: UserAction, caller: Caller, handsOut?: () => readonly Permission[]): StandingCheck {
    return async (target, turn) => {
      const authority = await this.authorityIn(turn, caller);
      await this.admit(target, action, authority, caller);
      if (handsOut !== undefined) await this.requireToHold(handsOut(), authority, caller);
    };
  }

  /** What a caller holds within a turn: what was taken from them in the turn before is gone. */
  async authorityIn(turn: StandingTurn, caller: Caller): Promise<Authority> {
    const { userId, permissions } = this.authorityOf(caller);
    const account = await turn.account(userId);
    const left = account?.isActive === true ? account.permissions : [];
    return { userId, permissions: permissions.filter((permission) => left.includes(permission)) };
  }

  /** @throws AppError FORBIDDEN where the action is done to nobody by this caller */
  async requirePermission(action: UserAction, caller: Caller): Promise<void> {
    const permission = actionPermissions[action];
    if (caller.principal.permissions.includes(permission)) return;
    await this.note(permission, action, caller);
    throw forbidden();
  }

  /** Nobody hands out what they lack. @throws AppError FORBIDDEN */
  async requireToHold(permissions: readonly Permission[], authority: Authority, caller: Caller): Promise<void> {
    const lacking = permissions.find((permission) => !authority.permissions.includes(permission));
    if (lacking === undefined) return;
    await this.note(lacking, 'hand out what one lacks', caller);
    throw roleTooHigh();
  }

  private async admit(
    target: Account | null,
    action: UserAction,
    authority: Authority,
    caller: Caller,
  ): Promise<Account> {
    if (target === null) throw noSuchAccount();
    const refusal = refusalOf(action, authority, target);
    if (refusal === null) return target;
    await this.note(actionPermissions[action], `${action} ${target.email}`, caller);
    throw refusal === 'not_permitted' ? forbidden() : protectedAccount();
  }

  private async note(permission: Permission, what: string, { actor, origin }: Caller): Promise<void> {
    await this.events.publish('access.refused', { actor, permission, route: what, origin });
  }
}
