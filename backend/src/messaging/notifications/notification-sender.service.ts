import { Injectable } from '@nestjs/common';
import { mongo } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { TimeOrderedIds } from '../../common/ids/time-ordered-ids.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import type { Account } from '../../security/users/users.service.js';
import { NotificationMailsService } from './notification-mails.service.js';
import type { News } from './notification-news.js';
import { toNotification } from './notification.mapper.js';
import { MAX_UNREAD, NotificationRepository } from './notification.repository.js';
import type { NotificationDocument } from './notification.schema.js';

const MAX_RECIPIENTS = 200;
const KEPT = 500;
const LIFE_MS = 90 * 86_400_000;

/** Tells news: to each person once, in the product and by mail. */
@Injectable()
export class NotificationSenderService {
  private readonly ids = new TimeOrderedIds();

  constructor(
    private readonly directory: UserDirectoryService,
    private readonly notifications: NotificationRepository,
    private readonly mails: NotificationMailsService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  async tell(news: News): Promise<void> {
    const people = (await this.recipientsOf(news)).filter(({ id }) => id !== news.exceptUserId);
    const told = news.shown ? await this.show(news, people) : people;
    if (news.mailed) await this.mails.offer(news, told);
  }

  private async recipientsOf({ to }: News): Promise<readonly Account[]> {
    if ('permission' in to) return await this.directory.findWithPermission(to.permission, MAX_RECIPIENTS);
    const people = await this.directory.findByIds('userIds' in to ? to.userIds : [to.userId]);
    return [...people.values()].filter(({ isActive }) => isActive);
  }

  /** Answers those who did not know it yet. */
  private async show(news: News, people: readonly Account[]): Promise<Account[]> {
    const fresh = await this.notifications.insert(people.map(({ id }) => this.documentOf(news, id)));
    if (fresh.length === 0) return [];
    const counts = await this.notifications.countOf(fresh.map(({ userId }) => userId));
    const byUser = new Map(counts.map((count) => [count.userId, count]));
    for (const document of fresh) {
      const userId = document.userId.toHexString();
      const { all, unread } = byUser.get(userId) ?? { all: 1, unread: 1 };
      if (all > KEPT) await this.notifications.trim(userId, KEPT);
      const notification = toNotification(document);
      await this.events.publish('notification.created', {
        userId,
        notification,
        unread: Math.min(unread, MAX_UNREAD),
      });
    }
    const told = new Set(fresh.map(({ userId }) => userId.toHexString()));
    return people.filter(({ id }) => told.has(id));
  }

  private documentOf(news: News, userId: string): NotificationDocument {
    const at = this.clock.now();
    const { kind, mark, severity, incidentKind, facts, link } = news;
    return {
      _id: mongo.ObjectId.createFromHexString(this.ids.next(at.getTime())),
      userId: mongo.ObjectId.createFromHexString(userId),
      ...{ mark, at, kind, severity, incidentKind, facts: { ...facts }, link },
      readAt: null,
      expiresAt: new Date(at.getTime() + LIFE_MS),
    };
  }
}
