import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BackgroundWork } from '../../common/background/background-work.js';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type News, newsOf } from './notification-news.js';
import { NotificationSenderService } from './notification-sender.service.js';
import { NotificationsService } from './notifications.service.js';

/** Hears of what people are to be told. It neither holds up nor fails what it tells of. */
@Injectable()
export class NotifiedEventsService implements OnModuleInit {
  constructor(
    private readonly events: EventBus,
    private readonly sender: NotificationSenderService,
    private readonly notifications: NotificationsService,
    private readonly work: BackgroundWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.observe('incident.changed', (event) => {
      for (const news of newsOf(event)) this.tell(news);
    });
    this.events.observe('webhook.changed', ({ change, webhookId, target }) => {
      if (change !== 'disabled') return;
      const facts = { target };
      this.tell({
        ...alert('webhook_disabled', 'medium', `${webhookId}:${this.today()}`),
        facts,
        link: '/admin/integrations',
      });
    });
    this.events.observe('audit.broken', ({ kind, recordId }) => {
      const mark = `${kind}:${recordId ?? ''}:${this.today()}`;
      this.tell({ ...alert('audit_broken', 'critical', mark), facts: { kind }, link: '/admin/audit' });
    });
    this.events.observe('account.changed', ({ change, userId }) => {
      if (change === 'deleted') this.forget(userId);
    });
    this.events.observe('account.administered', ({ change, userId }) => {
      if (change === 'deleted') this.forget(userId);
    });
  }

  // what is still so is told once a day
  private today(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }

  private tell(news: News): void {
    this.work.run('a notification', async () => {
      await this.sender.tell(news);
    });
  }

  private forget(userId: string): void {
    this.work.run('forgetting the notifications of somebody', async () => {
      await this.notifications.forget(userId);
    });
  }
}

function alert(
  kind: 'webhook_disabled' | 'audit_broken',
  severity: News['severity'],
  mark: string,
): Omit<News, 'facts' | 'link'> {
  const permission = kind === 'audit_broken' ? 'audit:read' : 'monitoring:configure';
  const common = { incidentKind: null, exceptUserId: null, shown: true, mailed: true };
  return { kind, severity, mark: `${kind}:${mark}`, to: { permission }, ...common };
}
