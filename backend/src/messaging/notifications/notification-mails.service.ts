import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { incidentSeverities } from '@classy-book/contracts/incidents';
import { Clock } from '../../common/clock/clock.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { type Account, UsersService } from '../../security/users/users.service.js';
import { EmailPort } from '../email/email.port.js';
import { type News, rankOf } from './notification-news.js';
import { NotificationSettingRepository, type WaitingMail } from './notification-setting.repository.js';

const QUARTER_MS = 15 * 60_000;
const LOOK_MS = 30_000;

/**
 * Mails news: to each person at most one mail in a quarter of an hour, in all processes together. What happens in between
 * is gathered, and told with its number in the next one.
 */
@Injectable()
export class NotificationMailsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(NotificationMailsService.name);
  private looker: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: NotificationSettingRepository,
    private readonly users: UsersService,
    private readonly emails: EmailPort,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.looker = setInterval(() => {
      this.sendDue().catch((error: unknown) => {
        this.logger.debug({ err: error }, 'gathered mails could not be sent yet');
      });
    }, LOOK_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.looker);
  }

  /** Mails news to those of these people who want to be mailed, now or with the next mail. */
  async offer(news: News, people: readonly Account[]): Promise<void> {
    const rank = rankOf(news.severity);
    const wanted = await this.settings.emailOf(people.map(({ id }) => id));
    for (const person of people) {
      const from = wanted.get(person.id) ?? 'none';
      if (from === 'none' || rank < rankOf(from)) continue;
      const waited = await this.claim(person.id);
      if (waited === null) await this.settings.hold(person.id, rank);
      else await this.sendOne(news, person, waited);
    }
  }

  /** Sends what was gathered for those whose time has come. */
  async sendDue(): Promise<void> {
    for (;;) {
      const now = this.clock.now();
      const due = await this.settings.claimDue(now, new Date(now.getTime() + QUARTER_MS));
      if (due === null) return;
      await this.sendGathered(due);
    }
  }

  private async claim(userId: string): Promise<WaitingMail | null> {
    const now = this.clock.now();
    return await this.settings.claim(userId, now, new Date(now.getTime() + QUARTER_MS));
  }

  private async sendOne(news: News, { email, profile }: Account, { waiting }: WaitingMail): Promise<void> {
    const { number } = news.facts;
    await this.emails.send({
      to: email,
      locale: profile.locale ?? 'en',
      template: 'desk-alert',
      data: {
        firstName: profile.firstName,
        what: news.incidentKind ?? (news.kind === 'audit_broken' ? 'audit_broken' : 'webhook_disabled'),
        severity: news.severity,
        number: typeof number === 'number' ? number : null,
        worse: news.kind === 'incident_escalated',
        at: this.clock.now(),
        more: waiting,
        link: this.whole(news.link),
      },
    });
  }

  // whoever has left, or wants no mails any more, gets none
  private async sendGathered({ userId, waiting, waitingRank }: WaitingMail): Promise<void> {
    const person = await this.users.findById(userId);
    const wanted = (await this.settings.emailOf([userId])).get(userId);
    if (person?.isActive !== true || wanted === 'none') return;
    await this.emails.send({
      to: person.email,
      locale: person.profile.locale ?? 'en',
      template: 'desk-alerts',
      data: {
        firstName: person.profile.firstName,
        count: waiting,
        severity: incidentSeverities[waitingRank] ?? 'high',
        link: this.whole('/admin/incidents'),
      },
    });
  }

  private whole(path: string): string {
    return `${this.config.server.publicUrl}${path}`;
  }
}
