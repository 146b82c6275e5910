import { Injectable } from '@nestjs/common';
import { mayActOn } from '@classy-book/contracts/permissions';
import type { Invitation, InviteRequest } from '@classy-book/contracts/users';
import { z } from 'zod';
import { tokenHash } from '../../common/crypto/keys.js';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { OneTimeTokensService, type TokenRecord } from '../one-time-tokens/one-time-tokens.service.js';
import { RolesService } from '../permissions/roles.service.js';
import { type Account, UsersService } from '../users/users.service.js';
import { protectedAccount } from './admin-management.errors.js';
import { AuthorityService } from './authority.service.js';
import { InvitationMailService } from './invitation-mail.service.js';

/** How many invitations may be out at once. */
export const MAX_INVITATIONS = 500;

const LIFETIME_MS = 7 * 86_400_000;
const SYSTEM = { actor: { kind: 'system' } } as const;

/** What stands with the token of an invitation. */
const dataSchema = z.object({ role: z.string(), invitedBy: z.string(), invitedByName: z.string(), locale: z.string() });
type InvitationData = z.infer<typeof dataSchema>;

/** Invitations: a link by mail, valid for a week, that makes an account with a role. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly tokens: OneTimeTokensService,
    private readonly users: UsersService,
    private readonly roles: RolesService,
    private readonly authority: AuthorityService,
    private readonly mail: InvitationMailService,
    private readonly events: EventBus,
  ) {}

  /** The invitations that are out, newest first. */
  async list(): Promise<Invitation[]> {
    return (await this.pending()).map(({ token, data }) => this.present(token, data));
  }

  /**
   * Mails an invitation; an older one to the same address becomes void.
   * @throws AppError VALIDATION_FAILED for a role that does not exist, FORBIDDEN for one that holds more than the caller,
   *   CONFLICT where the email has an account, PROTECTED_ACCOUNT where somebody higher has invited it, LIMIT_REACHED
   */
  async invite({ email, role, locale }: InviteRequest, caller: Caller): Promise<Invitation> {
    await this.requireRole(role, caller);
    if ((await this.users.findByEmail(email)) !== null) {
      throw new AppError('CONFLICT', `${email} has an account already. Change its role instead.`);
    }
    await this.requireRoom(email, caller);
    const inviter = await this.users.findById(caller.principal.userId);
    const data: InvitationData = { role, invitedBy: caller.principal.userId, invitedByName: nameOf(inviter), locale };
    const issued = await this.tokens.issue({
      purpose: 'invitation',
      subject: email,
      data,
      lifetimeMs: LIFETIME_MS,
      replaces: true,
    });
    const roleTitle = this.roles.titleOf(role);
    await this.mail.send({ to: email, locale, invitedBy: data.invitedByName, roleTitle, ...issued });
    await this.announce('sent', email, role, caller);
    const createdAt = new Date(issued.expiresAt.getTime() - LIFETIME_MS);
    return this.present({ id: tokenHash(issued.token), subject: email, createdAt, expiresAt: issued.expiresAt }, data);
  }

  /** Makes an invitation void. @throws AppError NOT_FOUND, PROTECTED_ACCOUNT where its role holds more than the caller */
  async withdraw(id: string, caller: Caller): Promise<void> {
    const found = (await this.pending()).find(({ token }) => token.id === id);
    if (found === undefined) throw noSuchInvitation();
    this.requireReach(found.data, caller);
    if ((await this.tokens.withdraw(id, 'invitation')) === null) throw noSuchInvitation();
    await this.announce('withdrawn', found.token.subject, found.data.role, caller);
  }

  /** How many invitations to a role are out. */
  async countFor(role: string): Promise<number> {
    return (await this.pending()).filter(({ data }) => data.role === role).length;
  }

  /**
   * Makes every invitation void that could not be sent any more, because its sender lost the authority for it. So nobody
   * comes back in by an invitation of their own.
   */
  async withdrawStale({ origin }: Acting): Promise<void> {
    const senders = new Map<string, Account | null>();
    for (const { token, data } of await this.pending()) {
      const known = senders.get(data.invitedBy);
      const sender = known === undefined ? await this.users.findById(data.invitedBy) : known;
      senders.set(data.invitedBy, sender);
      if (this.maySend(sender, data.role)) continue;
      if ((await this.tokens.withdraw(token.id, 'invitation')) === null) continue;
      await this.announce('withdrawn', token.subject, data.role, { ...SYSTEM, origin });
    }
  }

  private maySend(sender: Account | null, role: string): boolean {
    if (sender?.isActive !== true || !sender.permissions.includes('users:invite')) return false;
    return this.roles.exists(role) && mayActOn(sender.permissions, this.roles.permissionsOf(role));
  }

  private async requireRole(role: string, caller: Caller): Promise<void> {
    if (!this.roles.exists(role)) {
      throw new AppError('VALIDATION_FAILED', 'There is no such role.', {
        details: [{ path: 'role', message: 'is not a role of this installation' }],
      });
    }
    await this.authority.requireToHold(this.roles.permissionsOf(role), this.authority.authorityOf(caller), caller);
  }

  private async requireRoom(email: string, caller: Caller): Promise<void> {
    const pending = await this.pending();
    const older = pending.find(({ token }) => token.subject === email);
    if (older !== undefined) this.requireReach(older.data, caller);
    else if (pending.length >= MAX_INVITATIONS) {
      throw new AppError(
        'LIMIT_REACHED',
        `${String(MAX_INVITATIONS)} invitations are out already. Withdraw some first.`,
      );
    }
  }

  private requireReach({ role }: InvitationData, caller: Caller): void {
    const { permissions } = this.authority.authorityOf(caller);
    if (!mayActOn(permissions, this.roles.permissionsOf(role))) throw protectedAccount();
  }

  private async pending(): Promise<{ token: TokenRecord; data: InvitationData }[]> {
    const tokens = await this.tokens.list('invitation', MAX_INVITATIONS);
    return tokens.flatMap((token) => {
      const data = dataSchema.safeParse(token.data);
      return data.success ? [{ token, data: data.data }] : [];
    });
  }

  private present(
    { id, subject, createdAt, expiresAt }: Omit<TokenRecord, 'data'>,
    { role, invitedByName }: InvitationData,
  ): Invitation {
    return {
      id,
      email: subject,
      role,
      roleTitle: this.roles.titleOf(role),
      invitedBy: invitedByName,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    };
  }

  private async announce(
    change: 'sent' | 'withdrawn',
    email: string,
    role: string,
    { actor, origin }: Acting,
  ): Promise<void> {
    await this.events.publish('invitation.changed', { change, email, role, actor, origin });
  }
}

function nameOf(account: Account | null): string {
  return account === null ? '' : fullNameOf(account.profile) || account.email;
}

function noSuchInvitation(): AppError {
  return new AppError('NOT_FOUND', 'There is no such invitation any more.');
}
