import { Injectable } from '@nestjs/common';
import type {
  Notification,
  NotificationListQuery,
  NotificationPreferences,
  ReadNotificationsRequest,
  UnreadNotifications,
} from '@classy-book/contracts/notifications';
import { Clock } from '../../common/clock/clock.js';
import { Page } from '../../common/response/page.js';
import { toNotification } from './notification.mapper.js';
import { NotificationRepository } from './notification.repository.js';
import { NotificationSettingRepository } from './notification-setting.repository.js';

/** What a person was told, and what they want to be mailed: each their own. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly settings: NotificationSettingRepository,
    private readonly clock: Clock,
  ) {}

  /** One page, newest first. */
  async list(userId: string, { unread, cursor, limit }: NotificationListQuery): Promise<Page<Notification>> {
    const found = await this.notifications.page(userId, { unread, before: cursor }, limit + 1);
    return Page.from(found.map(toNotification), limit, ({ id }) => id);
  }

  /** How many are unread, counted up to 100. */
  async unread(userId: string): Promise<UnreadNotifications> {
    return { unread: await this.notifications.countUnread(userId) };
  }

  /** Notes that some are read; those of others, and those that are gone, are left out. */
  async read(userId: string, request: ReadNotificationsRequest): Promise<UnreadNotifications> {
    const which = 'ids' in request ? request.ids : request.upTo;
    await this.notifications.markRead(userId, which, this.clock.now());
    return await this.unread(userId);
  }

  async preferences(userId: string): Promise<NotificationPreferences> {
    return { email: (await this.settings.emailOf([userId])).get(userId) ?? 'high' };
  }

  async setPreferences(userId: string, { email }: NotificationPreferences): Promise<NotificationPreferences> {
    await this.settings.setEmail(userId, email);
    return { email };
  }

  /** Removes everything of a person who goes. */
  async forget(userId: string): Promise<void> {
    await Promise.all([this.notifications.removeAll(userId), this.settings.remove(userId)]);
  }
}
