import { type Announcement, type AnnounceRequest, MAX_ANNOUNCEMENTS } from '@classy-book/contracts/community';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { HtmlCleanerService } from '../../security/sanitization/html-cleaner.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { AnnouncementListService } from './announcement-list.service.js';
import { AnnouncementRepository } from './announcement.repository.js';

/** What teachers tell everybody in a course. */
@Injectable()
export class AnnouncementsService {
  constructor(
    private readonly announcements: AnnouncementRepository,
    private readonly shown: AnnouncementListService,
    private readonly courses: CoursesPort,
    private readonly html: HtmlCleanerService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Announces something; learners are told of it after this has resolved. A course keeps its newest 200.
   * @throws AppError NOT_FOUND where the caller does not teach the course, VALIDATION_FAILED where no text is left
   */
  async announce(
    courseId: string,
    request: AnnounceRequest,
    { principal, actor, origin }: Caller,
  ): Promise<Announcement> {
    const course = await this.courses.requireTaught(courseId, principal);
    const html = this.html.clean(request.html);
    if (this.html.toText(html) === '' && !html.includes('<img')) throw nothingSaid();
    const at = this.clock.now();
    const { title, notify } = request;
    const made = await this.announcements.insert({
      ...{ courseId, authorId: principal.userId, title, html, at },
      dueAt: notify ? at : null,
    });
    await this.announcements.trim(courseId, MAX_ANNOUNCEMENTS);
    await this.events.publish('post.changed', {
      ...{ change: 'announced', kind: 'announcement', postId: made._id.toHexString() },
      ...{ courseId, course: course.title, facts: { title }, actor, origin },
    });
    return await this.shown.describeOne(made, principal.userId);
  }

  /** Takes one back. @throws AppError NOT_FOUND */
  async remove(courseId: string, id: string, { principal, actor, origin }: Caller): Promise<null> {
    const course = await this.courses.requireTaught(courseId, principal);
    const removed = await this.announcements.remove(courseId, id);
    if (removed === null) throw new AppError('NOT_FOUND', 'There is no such announcement any more.');
    await this.events.publish('post.changed', {
      ...{ change: 'deleted', kind: 'announcement', postId: id, courseId, course: course.title },
      ...{ facts: { title: removed.title }, actor, origin },
    });
    return null;
  }
}

function nothingSaid(): AppError {
  return new AppError('VALIDATION_FAILED', 'An announcement needs some text.', {
    details: [{ path: 'html', message: 'must not be empty' }],
  });
}
