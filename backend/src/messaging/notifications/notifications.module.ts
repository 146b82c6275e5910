import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { UsersModule } from '../../security/users/users.module.js';
import { EmailModule } from '../email/email.module.js';
import { NotificationMailsService } from './notification-mails.service.js';
import { NotificationSenderService } from './notification-sender.service.js';
import { NotificationRepository } from './notification.repository.js';
import { NOTIFICATION_MODEL, notificationSchema } from './notification.schema.js';
import { NotificationSettingRepository } from './notification-setting.repository.js';
import { NOTIFICATION_SETTING_MODEL, notificationSettingSchema } from './notification-setting.schema.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsService } from './notifications.service.js';
import { NotifiedEventsService } from './notified-events.service.js';
import { PersonalNewsPort } from './personal-news.port.js';
import { PersonalNewsService } from './personal-news.service.js';

/** What people are told in the product itself, and by mail. */
@Module({
  imports: [
    EmailModule,
    UsersModule,
    MongooseModule.forFeature([
      { name: NOTIFICATION_MODEL, schema: notificationSchema },
      { name: NOTIFICATION_SETTING_MODEL, schema: notificationSettingSchema },
    ]),
  ],
  controllers: [NotificationsController],
  providers: [
    NotificationMailsService,
    NotificationRepository,
    NotificationSenderService,
    NotificationSettingRepository,
    NotificationsService,
    NotifiedEventsService,
    PersonalNewsService,
    { provide: PersonalNewsPort, useExisting: PersonalNewsService },
  ],
  exports: [NotificationsService, PersonalNewsPort],
})
export class NotificationsModule {}
