import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { UnreadNotifications } from '@classy-book/contracts/notifications';
import { EventBus } from '../../common/events/event-bus.js';
import { NotificationsService } from '../../messaging/notifications/notifications.service.js';
import { notificationRoom, type RealtimeNamespace, type RealtimeSocket } from './realtime-socket.js';

/** Tells people what is new for them, on every socket of theirs that asked for it, in whatever process. */
@Injectable()
export class NotificationFeedService implements OnModuleInit {
  private namespace: RealtimeNamespace | null = null;

  constructor(
    private readonly events: EventBus,
    private readonly notifications: NotificationsService,
  ) {}

  onModuleInit(): void {
    this.events.observe('notification.created', ({ userId, notification, unread }) => {
      this.namespace?.to(notificationRoom(userId)).emit('notification:new', { notification, unread });
    });
  }

  attach(namespace: RealtimeNamespace): void {
    this.namespace = namespace;
  }

  /** Has a socket told what is new for its person from now on; answers how many are unread. */
  async subscribe(socket: RealtimeSocket): Promise<UnreadNotifications> {
    const { userId } = socket.data.principal;
    await socket.join(notificationRoom(userId));
    return await this.notifications.unread(userId);
  }
}
