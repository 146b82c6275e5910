import { Injectable } from '@nestjs/common';
import type { RoleKey } from '@classy-book/contracts/permissions';
import type { AccountAdministered } from '../../common/events/domain-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { EventFacts } from '../../common/events/identity-events.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AccountErasureService } from '../accounts/account-erasure.service.js';
import { RolesService } from '../permissions/roles.service.js';
import { UserStandingService } from '../users/user-standing.service.js';
import type { Account } from '../users/users.service.js';
import { AftermathService } from './aftermath.service.js';
import { AuthorityService } from './authority.service.js';

/** What administrators do to the standing of others: their role, and whether their account is open, or there. */
@Injectable()
export class StandingChangesService {
  constructor(
    private readonly standing: UserStandingService,
    private readonly authority: AuthorityService,
    private readonly roles: RolesService,
    private readonly aftermath: AftermathService,
    private readonly erasure: AccountErasureService,
    private readonly events: EventBus,
  ) {}

  /**
   * Gives somebody another role and ends their sessions, so that it holds from their first request on.
   * @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN for a role that holds more than the caller, PROTECTED_ACCOUNT,
   *   LAST_SUPER_ADMIN, VALIDATION_FAILED for a role that does not exist
   */
  async changeRole(id: string, role: RoleKey, caller: Caller): Promise<void> {
    const check = this.authority.checkOf('change_role', caller, () => this.roles.permissionsOf(role));
    const before = await this.standing.changeRole(id, role, check);
    if (before.role === role) return;
    await this.announce('role_changed', { ...before, role }, { from: before.role, to: role }, caller);
    await this.aftermath.settle(id, 'role_changed', caller);
  }

  /**
   * Closes an account: nobody signs in to it until it is opened again.
   * @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT, LAST_SUPER_ADMIN
   */
  async deactivate(id: string, reason: string, caller: Caller): Promise<void> {
    const before = await this.standing.deactivate(id, this.authority.checkOf('deactivate', caller));
    if (!before.isActive) return;
    await this.announce('deactivated', before, { reason }, caller);
    await this.aftermath.settle(id, 'revoked', caller);
  }

  /**
   * Opens an account that was closed.
   * @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT
   */
  async activate(id: string, reason: string, caller: Caller): Promise<void> {
    const before = await this.standing.activate(id, this.authority.checkOf('activate', caller));
    if (before.isActive) return;
    await this.announce('activated', before, { reason }, caller);
  }

  /**
   * Deletes an account with everything that belongs to it, at once and for good.
   * @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT, LAST_SUPER_ADMIN
   */
  async remove(id: string, reason: string, caller: Caller): Promise<void> {
    const gone = await this.erasure.eraseNow(id, this.authority.checkOf('delete', caller));
    await this.announce('deleted', gone, { reason }, caller);
    await this.aftermath.settle(id, 'revoked', caller);
  }

  private async announce(
    change: AccountAdministered['change'],
    { id, email, role }: Account,
    facts: EventFacts,
    { actor, origin }: Caller,
  ): Promise<void> {
    await this.events.publish('account.administered', { change, userId: id, email, role, facts, actor, origin });
  }
}
