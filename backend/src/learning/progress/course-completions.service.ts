import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { NO_ORIGIN } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { UsersService } from '../../security/users/users.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { CourseCompletionRepository } from './course-completion.repository.js';

const LEASE_MS = 60_000;
const LOOK_MS = 30_000;

/**
 * Tells of completed courses (`enrolment.changed`, `completed`). The transaction that completes leaves a note of it; whoever
 * takes the note tells. So each completion is told of by one process, also when two requests complete at once; and where a
 * process dies before it has told, another one does, a minute later.
 */
@Injectable()
export class CourseCompletionsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(CourseCompletionsService.name);
  private looker: NodeJS.Timeout | undefined;

  constructor(
    private readonly completions: CourseCompletionRepository,
    private readonly enrolments: EnrolmentsPort,
    private readonly courses: CoursesPort,
    private readonly users: UsersService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.looker = setInterval(() => void this.tellAll(), LOOK_MS).unref();
    void this.tellAll();
  }

  onApplicationShutdown(): void {
    clearInterval(this.looker);
  }

  /** Tells of one, where it is to be told of. What fails is tried again later. */
  async tell(enrolmentId: string): Promise<void> {
    await this.attempt(enrolmentId);
  }

  /** Tells of all that nobody has told of. */
  async tellAll(): Promise<void> {
    while (await this.attempt(null));
  }

  private async attempt(which: string | null): Promise<boolean> {
    try {
      const now = this.clock.now();
      const until = new Date(now.getTime() + LEASE_MS);
      const enrolmentId = await this.completions.claim(which, now, until);
      if (enrolmentId === null) return false;
      await this.publish(enrolmentId);
      await this.completions.remove(enrolmentId, until);
      return true;
    } catch (error) {
      this.logger.warn({ err: error }, 'a completed course could not be told of yet');
      return false;
    }
  }

  // where the course or the learner is gone meanwhile, there is nobody to tell
  private async publish(enrolmentId: string): Promise<void> {
    const enrolment = await this.enrolments.findById(enrolmentId);
    if (enrolment === null || enrolment.completedAt === null) return;
    const { courseId, userId, completedAt } = enrolment;
    const [course, person] = await Promise.all([this.courses.find(courseId), this.users.findById(userId)]);
    if (course === null || person === null) return;
    await this.events.publish('enrolment.changed', {
      change: 'completed',
      ...{ courseId, course: course.title, enrolmentId, userId, email: person.email },
      facts: { completedAt: completedAt.toISOString() },
      actor: { kind: 'system' },
      origin: NO_ORIGIN,
    });
  }
}
