import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { type ClaimedOutline, FollowedOutlineRepository } from './followed-outline.repository.js';
import { LearnerRecomputingService } from './learner-recomputing.service.js';

const LEASE_MS = 60_000;
const AT_ONCE = 50;

/**
 * Computes remembered progress again, learner by learner, and completes those who are now complete. One process at a time
 * does a course, and what is left when it dies another one does.
 */
@Injectable()
export class ProgressRecomputingService implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ProgressRecomputingService.name);
  private running: Promise<void> | null = null;
  private wanted = false;
  private stopped = false;

  constructor(
    private readonly outlines: FollowedOutlineRepository,
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly learners: LearnerRecomputingService,
    private readonly clock: Clock,
  ) {}

  /** Asks for a course; it resolves when that is on record, not when it is done. */
  async request(courseId: string): Promise<void> {
    await this.outlines.want(courseId, this.clock.now());
    this.wake();
  }

  /** Looks for what is due. */
  wake(): void {
    if (this.stopped) return;
    this.wanted = true;
    this.running ??= this.run();
  }

  /** Lets the learner at hand come to an end, and begins no other. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      // what was asked for while the last one came to its end would wait for the next look
      while (this.wanted && !this.stopped) {
        this.wanted = false;
        for (;;) {
          const claimed = await this.outlines.claim(this.clock.now(), this.leaseEnd());
          if (claimed === null) break;
          await this.compute(claimed);
        }
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'remembered progress could not be computed again yet');
    } finally {
      this.running = null;
    }
  }

  private async compute(claimed: ClaimedOutline): Promise<void> {
    const { courseId } = claimed;
    for (;;) {
      const course = await this.courses.find(courseId);
      if (course === null) {
        await this.outlines.remove(courseId);
        return;
      }
      const outdated = await this.enrolments.outdated(courseId, course.outlineRevision, AT_ONCE);
      if (outdated.length === 0) {
        await this.outlines.finish(claimed, course.outlineRevision);
        return;
      }
      for (const enrolment of outdated) {
        if (this.stopped) return;
        await this.learners.recompute(enrolment);
      }
      // asked for anew: whoever takes it goes on, with the outline as it is then
      if (!(await this.outlines.hold(claimed, this.leaseEnd()))) return;
    }
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }
}
