import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import type { Principal } from '../../common/http/request-context.js';
import { sessionEnded } from '../sessions/sessions.errors.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { OwnAccountsService } from '../users/own-accounts.service.js';
import { BelongingsService } from './belongings.service.js';

/** Collects what a feature keeps of a person, for the person's own eyes. */
type Collect = (person: Principal) => Promise<unknown>;

/** Everything that is kept of a person, for themselves (GDPR, article 15 and 20). */
@Injectable()
export class AccountExportService {
  private readonly sections = new Map<string, Collect>();

  constructor(
    private readonly own: OwnAccountsService,
    private readonly sessions: SessionsService,
    private readonly belongings: BelongingsService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** Adds a section, for features that security does not know. */
  contribute(name: string, collect: Collect): void {
    this.sections.set(name, collect);
  }

  /** All of it, as plain JSON; that it was taken out is on record before this resolves. */
  async collect({ principal, actor, origin }: SessionCaller): Promise<Readonly<Record<string, unknown>>> {
    const { userId } = principal;
    const [account, sessions, belongings, contributed] = await Promise.all([
      this.own.recordOf(userId),
      this.sessions.listLiving(userId),
      this.belongings.describe(userId),
      Promise.all([...this.sections].map(async ([name, collect]) => [name, await collect(principal)] as const)),
    ]);
    if (account === null) throw sessionEnded();
    const { email } = account;
    const facts = { sections: ['account', 'sessions', ...Object.keys(belongings), ...this.sections.keys()] };
    await this.events.publish('account.changed', { change: 'exported', userId, email, facts, actor, origin });
    const exportedAt = this.clock.now().toISOString();
    return {
      exportedAt,
      account: { id: userId, ...account },
      sessions,
      ...belongings,
      ...Object.fromEntries(contributed),
    };
  }
}
