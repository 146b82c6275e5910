import { Injectable } from '@nestjs/common';
import type { RoleKey } from '@classy-book/contracts/permissions';
import { Clock } from '../../common/clock/clock.js';
import type { Actor, Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { AppError } from '../../common/response/app-error.js';
import { invalidToken } from '../one-time-tokens/one-time-tokens.errors.js';
import {
  type PendingRegistration,
  PendingRegistrationsService,
} from '../registrations/pending-registrations.service.js';
import { OwnAccountsService } from '../users/own-accounts.service.js';
import { type Account, UsersService } from '../users/users.service.js';
import { AccountTokensService, textOf } from './account-tokens.service.js';

const FIRST_ROLE: RoleKey = 'user';

/** Makes the accounts of people who have shown that their address is theirs. */
@Injectable()
export class AccountOpeningService {
  constructor(
    private readonly users: UsersService,
    private readonly own: OwnAccountsService,
    private readonly registrations: PendingRegistrationsService,
    private readonly tokens: AccountTokensService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Follows a link that verifies an address: makes the account of a registration, or opens one that waits.
   * @throws AppError TOKEN_INVALID
   */
  async verify(token: string, origin: Origin): Promise<void> {
    const registration = await this.registrations.open(token);
    if (registration === null) {
      await this.verifyExisting(token, origin);
      return;
    }
    try {
      await this.open(registration, FIRST_ROLE, origin);
    } catch (error) {
      // the link was used, or the address has come to an account in another way
      if (error instanceof AppError && error.code === 'CONFLICT') throw invalidToken();
      throw error;
    }
  }

  /**
   * Makes an account whose address counts as verified.
   * @throws AppError CONFLICT where there is one; the unique index decides between many at once
   */
  async open(person: PendingRegistration, role: RoleKey, origin: Origin): Promise<Account> {
    const now = this.clock.now();
    const account = await this.users.create({
      ...person,
      role,
      isPrimaryAdmin: false,
      emailVerifiedAt: now,
      passwordChangedAt: now,
    });
    await this.registrations.settle(account.email);
    await this.announce(account, 'registered', origin, { role });
    await this.announce(account, 'email_verified', origin, {});
    return account;
  }

  private async verifyExisting(token: string, origin: Origin): Promise<void> {
    const { account, data } = await this.tokens.consume(token, 'verify_email');
    const verified = await this.own.verifyEmail(account.id, textOf(data, 'email'), this.clock.now());
    if (verified === null) throw invalidToken();
    await this.announce(verified, 'email_verified', origin, {});
  }

  private async announce(
    { id, email }: Account,
    change: 'registered' | 'email_verified',
    origin: Origin,
    facts: Readonly<Record<string, string>>,
  ): Promise<void> {
    const actor: Actor = { kind: 'user', userId: id, email };
    await this.events.publish('account.changed', { change, userId: id, email, facts, actor, origin });
  }
}
