import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BackgroundWork } from '../../common/background/background-work.js';
import type { Acting, Origin } from '../../common/events/actor.js';
import type { AccountLocked } from '../../common/events/domain-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { AccountChanged, UnfamiliarSignIn } from '../../common/events/identity-events.js';
import { deviceOf } from '../../common/http/devices.js';
import type { EmailAllowance } from '../email/email-budget.service.js';
import { NoticeMailsService } from './notice-mails.service.js';
import { type NoticedChange, noticedAccountChanges, noticedFactorChanges } from './noticed-changes.js';

const HOUR_MS = 3_600_000;
// whoever guesses at an account causes these: one an hour, so that nobody can fill a mailbox
const LOCK_MAILS: EmailAllowance = { kind: 'lock-notice', limit: 1, windowMs: HOUR_MS };
const FACTOR_LOCK_MAILS: EmailAllowance = { kind: 'factor-lock-notice', limit: 1, windowMs: HOUR_MS };

/**
 * Tells people by mail what happened to their account, so that they notice what they did not do themselves (ASVS 6.3.7).
 * It hears of it through the domain events, and neither holds up nor fails what it tells of.
 */
@Injectable()
export class NoticesService implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly mails: NoticeMailsService,
    private readonly work: BackgroundWork,
  ) {}

  onModuleInit(): void {
    this.events.observe('sign-in.unfamiliar', (event) => {
      this.tellOfSignIn(event);
    });
    this.events.observe('account.locked', (event) => {
      this.tellOfLock(event);
    });
    this.events.observe('account.changed', (event) => {
      this.tellOfAccount(event);
    });
    this.events.observe('second-factor.changed', (event) => {
      this.tellOfChange(event, noticedFactorChanges[event.change]);
    });
    this.events.observe('second-factor.locked', ({ userId, origin }) => {
      const content = { what: 'second_factor_guessed' as const };
      this.work.run('the notice of a locked second factor', async () => {
        await this.mails.notifyWithin(FACTOR_LOCK_MAILS, userId, 'security-change', content, origin);
      });
    });
    this.events.observe('identity.changed', (event) => {
      this.tellOfChange(event, event.change === 'linked' ? 'identity_linked' : 'identity_unlinked');
    });
    this.events.observe('api-key.changed', (event) => {
      this.tellOfChange(event, event.change === 'created' ? 'api_key_created' : null);
    });
    this.events.observe('account.administered', (event) => {
      this.tellOfChange(event, event.change === 'role_changed' ? 'role_changed' : null);
    });
  }

  private tellOfSignIn({ userId, newCountry, country, origin }: UnfamiliarSignIn): void {
    const content = { device: deviceOf(origin.userAgent).label, country, newCountry };
    this.work.run('the notice of an unfamiliar sign-in', async () => {
      await this.mails.notify(userId, 'unfamiliar-sign-in', content, origin);
    });
  }

  // an email without an account can be locked too, and has nobody to tell
  private tellOfLock({ userId, source, lockedUntil, origin }: AccountLocked): void {
    if (userId === null) return;
    const byAdministrator = source === 'manual';
    const allowance = byAdministrator ? { ...LOCK_MAILS, kind: 'manual-lock-notice' } : LOCK_MAILS;
    this.work.run('the notice of a lock', async () => {
      await this.mails.notifyWithin(allowance, userId, 'account-locked', { lockedUntil, byAdministrator }, origin);
    });
  }

  private tellOfAccount(event: AccountChanged): void {
    const { userId, change, facts } = event;
    const { deleteAfter } = facts;
    if (change !== 'deletion_requested' || typeof deleteAfter !== 'string') {
      this.tellOfChange(event, noticedAccountChanges[change] ?? null);
      return;
    }
    this.work.run('the notice of a deletion', async () => {
      await this.mails.deletionRequested(userId, new Date(deleteAfter));
    });
  }

  private tellOfChange(event: Acting & { readonly userId: string }, what: NoticedChange): void {
    if (what === null) return;
    this.work.run('the notice of a change', async () => {
      await this.mails.notify(event.userId, 'security-change', { what }, originFor(event));
    });
  }
}

// where an administrator works from is not the business of whom they work on
function originFor({ userId, actor, origin }: Acting & { readonly userId: string }): Origin {
  return actor.kind === 'user' && actor.userId === userId ? origin : { ...origin, ipAddress: null };
}
