import { Injectable } from '@nestjs/common';
import type { UpdateProfileRequest } from '@classy-book/contracts/account';
import type { CurrentUser } from '@classy-book/contracts/auth';
import { EventBus } from '../../common/events/event-bus.js';
import type { EventFacts } from '../../common/events/identity-events.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { sessionEnded } from '../sessions/sessions.errors.js';
import { OwnAccountsService } from '../users/own-accounts.service.js';
import { type Account, UsersService } from '../users/users.service.js';

/** What people say about themselves, and how they like to read. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly own: OwnAccountsService,
    private readonly users: UsersService,
    private readonly events: EventBus,
  ) {}

  /** What is left out stays. @returns the person as they are now */
  async update(request: UpdateProfileRequest, { principal, actor, origin }: SessionCaller): Promise<CurrentUser> {
    const old = await this.users.findById(principal.userId);
    const account = await this.own.changeProfile(principal.userId, request);
    if (account === null || old === null) throw sessionEnded();
    const { id: userId, email } = account;
    const facts = { fields: Object.keys(request) };
    const told = { before: profileFacts(old), after: profileFacts(account) };
    const change = 'profile_updated';
    await this.events.publish('account.changed', { change, userId, email, facts, ...told, actor, origin });
    return account.profile;
  }
}

function profileFacts({ profile: { firstName, lastName, locale, theme } }: Account): EventFacts {
  return { firstName, lastName, locale, theme };
}
