import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { NotificationsModule } from '../../messaging/notifications/notifications.module.js';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { SanitizationModule } from '../../security/sanitization/sanitization.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { AnnouncementDeliveryService } from './announcement-delivery.service.js';
import { AnnouncementListService } from './announcement-list.service.js';
import { AnnouncementRepository } from './announcement.repository.js';
import { ANNOUNCEMENT_MODEL, announcementDocumentSchema } from './announcement.schema.js';
import { AnnouncementsController } from './announcements.controller.js';
import { AnnouncementsOfPeopleService } from './announcements-of-people.service.js';
import { AnnouncementsService } from './announcements.service.js';

/** What teachers tell everybody in a course. */
@Module({
  imports: [
    AccountsModule,
    CoursesModule,
    EnrolmentsModule,
    NotificationsModule,
    SanitizationModule,
    UsersModule,
    MongooseModule.forFeature([{ name: ANNOUNCEMENT_MODEL, schema: announcementDocumentSchema }]),
  ],
  controllers: [AnnouncementsController],
  providers: [
    AnnouncementDeliveryService,
    AnnouncementListService,
    AnnouncementRepository,
    AnnouncementsOfPeopleService,
    AnnouncementsService,
  ],
})
export class AnnouncementsModule {}
