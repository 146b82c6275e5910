import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { UsersService } from '../../security/users/users.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { namesOf } from './admissions.service.js';
import { CourseInvitationRepository } from './course-invitation.repository.js';
import { EnrolmentRepository } from './enrolment.repository.js';

const RENAMING = new Set(['profile_updated', 'email_changed', 'email_change_undone', 'updated']);

/**
 * Enrolments belong to a person: they carry their name as it is now, are in the file with everything that is kept of them, and
 * go with the account.
 */
@Injectable()
export class EnrolmentsOfPeopleService implements OnModuleInit {
  constructor(
    private readonly enrolments: EnrolmentRepository,
    private readonly invitations: CourseInvitationRepository,
    private readonly courses: CoursesPort,
    private readonly users: UsersService,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('enrolments', async ({ userId }) => await this.collect(userId));
    for (const event of ['account.changed', 'account.administered'] as const) {
      this.events.observe(event, async ({ change, userId, email }) => {
        if (change === 'deleted') await this.forget(userId, email);
        else if (RENAMING.has(change)) await this.rename(userId);
      });
    }
  }

  private async collect(userId: string): Promise<unknown> {
    const own = await this.enrolments.ofUser(userId);
    const courses = await this.courses.findMany(own.map(({ courseId }) => courseId));
    const titles = new Map(courses.map(({ id, title }) => [id, title]));
    return own.map(
      ({ courseId, status, source, enrolledAt, expiresAt, completedAt, lastActivityAt, progress, grade }) => ({
        ...{ courseId, course: titles.get(courseId) ?? null, status, source, enrolledAt, expiresAt, completedAt },
        ...{ lastActivityAt, percent: progress.percent, grade },
      }),
    );
  }

  private async rename(userId: string): Promise<void> {
    const person = await this.users.findById(userId);
    if (person !== null) await this.enrolments.rename(userId, namesOf(person));
  }

  private async forget(userId: string, email: string): Promise<void> {
    await Promise.all([this.enrolments.removeAllOf(userId), this.invitations.removeAllOf(email)]);
  }
}
