import { Injectable } from '@nestjs/common';
import type { AcceptInvitationRequest, InvitationPreview } from '@classy-book/contracts/account';
import { isBuiltInRole, mayActOn } from '@classy-book/contracts/permissions';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { invalidToken } from '../one-time-tokens/one-time-tokens.errors.js';
import { OneTimeTokensService, type TokenRecord } from '../one-time-tokens/one-time-tokens.service.js';
import { RolesService } from '../permissions/roles.service.js';
import { UsersService } from '../users/users.service.js';
import { AccountOpeningService } from './account-opening.service.js';
import { textOf } from './account-tokens.service.js';
import { NewPasswordsService } from './new-passwords.service.js';

const PURPOSE = 'invitation';

/** Following an invitation. Its token was mailed, so who has it owns the address. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly tokens: OneTimeTokensService,
    private readonly roles: RolesService,
    private readonly users: UsersService,
    private readonly passwords: NewPasswordsService,
    private readonly opening: AccountOpeningService,
    private readonly events: EventBus,
  ) {}

  /** @throws AppError TOKEN_INVALID */
  async inspect(token: string): Promise<InvitationPreview> {
    const { subject, data, expiresAt } = await this.checked(await this.tokens.inspect(token, PURPOSE));
    return {
      email: subject,
      invitedBy: textOf(data, 'invitedByName'),
      role: this.roleName(textOf(data, 'role')),
      expiresAt: expiresAt.toISOString(),
    };
  }

  /**
   * Makes the account that was offered.
   * @throws AppError TOKEN_INVALID, WEAK_PASSWORD, CONFLICT where the address has an account by now
   */
  async accept(request: AcceptInvitationRequest, origin: Origin): Promise<void> {
    const { token, firstName, lastName, locale, password } = request;
    const { subject: email } = await this.checked(await this.tokens.inspect(token, PURPOSE));
    await this.passwords.check(password, { email, firstName, lastName });
    const passwordHash = await this.passwords.hash(password);
    const { data } = await this.checked(await this.tokens.consume(token, PURPOSE));
    const role = textOf(data, 'role');
    const account = await this.opening.open({ email, passwordHash, firstName, lastName, locale }, role, origin);
    // other invitations of the same address have nothing to offer any more
    await this.tokens.void(email, PURPOSE);
    const actor = { kind: 'user' as const, userId: account.id, email };
    await this.events.publish('invitation.changed', { change: 'accepted', email, role, actor, origin });
  }

  // the pages know the names of built-in roles in their own language
  private roleName(role: string): string {
    return isBuiltInRole(role) ? role : this.roles.titleOf(role);
  }

  // the role may have been deleted since, and who invited may have lost what they were allowed to hand out
  private async checked(invitation: TokenRecord): Promise<TokenRecord> {
    const role = textOf(invitation.data, 'role');
    const inviter = await this.users.findById(textOf(invitation.data, 'invitedBy'));
    const isBacked = inviter?.isActive === true && mayActOn(inviter.permissions, this.roles.permissionsOf(role));
    if (!isBacked || !this.roles.exists(role)) throw invalidToken();
    return invitation;
  }
}
