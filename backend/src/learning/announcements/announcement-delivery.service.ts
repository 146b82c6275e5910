import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Looker } from '../../common/background/looker.js';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { PersonalNewsPort } from '../../messaging/notifications/personal-news.port.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { AnnouncementRepository } from './announcement.repository.js';
import type { AnnouncementDocument } from './announcement.schema.js';

const LOOK_MS = 30_000;
const LEASE_MS = 60_000;
const AT_ONCE = 100;

/**
 * Tells the learners of a course of its announcements, a hundred at a time, after the teacher was answered. What a process
 * that died has left over another one tells; nobody is told twice, since a notification has a mark.
 */
@Injectable()
export class AnnouncementDeliveryService extends Looker implements OnModuleInit {
  constructor(
    private readonly announcements: AnnouncementRepository,
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly news: PersonalNewsPort,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {
    super(LOOK_MS, 'learners could not be told of an announcement yet');
  }

  onModuleInit(): void {
    this.events.observe('post.changed', ({ change }) => {
      if (change === 'announced') this.wake();
    });
  }

  override onApplicationBootstrap(): void {
    super.onApplicationBootstrap();
    this.wake();
  }

  protected override async look(): Promise<void> {
    await this.workOff(async () => await this.tellNext());
  }

  private async tellNext(): Promise<boolean> {
    const now = this.clock.now();
    const due = await this.announcements.claim(now, new Date(now.getTime() + LEASE_MS));
    if (due === null) return false;
    await this.tell(due);
    return true;
  }

  private async tell(announcement: AnnouncementDocument): Promise<void> {
    const course = await this.courses.find(announcement.courseId.toHexString());
    if (course !== null && course.state !== 'draft' && !(await this.tellLearners(announcement, course))) return;
    await this.announcements.told(announcement._id);
  }

  /** False where the process stops in between. */
  private async tellLearners({ _id, title, authorId }: AnnouncementDocument, course: CourseRecord): Promise<boolean> {
    let cursor: string | undefined;
    do {
      if (this.stopped) return false;
      const page = await this.enrolments.learners(course.id, { sort: 'name', cursor, limit: AT_ONCE });
      const userIds = page.items.map(({ userId }) => userId).filter((id) => id !== authorId?.toHexString());
      this.news.tell({
        kind: 'course_announcement',
        mark: `announcement:${_id.toHexString()}`,
        userIds,
        facts: { course: course.title, title },
        link: `/learn/${course.slug}`,
      });
      cursor = page.pagination.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return true;
  }
}
