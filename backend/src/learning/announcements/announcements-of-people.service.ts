import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { AnnouncementRepository } from './announcement.repository.js';

const MAX_EXPORTED = 1_000;

/** Announcements go with their course; those of somebody who leaves stay, without their name. */
@Injectable()
export class AnnouncementsOfPeopleService implements OnModuleInit {
  constructor(
    private readonly announcements: AnnouncementRepository,
    private readonly courses: CoursesPort,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('announcements', async ({ userId }) => {
      const written = await this.announcements.ofAuthor(userId, MAX_EXPORTED);
      return written.map(({ courseId, title, html, at }) => ({ courseId: courseId.toHexString(), title, html, at }));
    });
    this.courses.contribute({
      remove: async (courseId, session) => {
        await this.announcements.removeOfCourse(courseId, session);
      },
    });
    for (const event of ['account.changed', 'account.administered'] as const) {
      this.events.observe(event, async ({ change, userId }) => {
        if (change === 'deleted') await this.announcements.unname(userId);
      });
    }
  }
}
