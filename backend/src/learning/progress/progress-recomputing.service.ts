import { Injectable } from '@nestjs/common';
import { Looker } from '../../common/background/looker.js';
import { Clock } from '../../common/clock/clock.js';
import { CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { type ClaimedOutline, FollowedOutlineRepository } from './followed-outline.repository.js';
import { LearnerRecomputingService } from './learner-recomputing.service.js';

const LOOK_MS = 30_000;
const LEASE_MS = 60_000;
const AT_ONCE = 50;

/**
 * Computes remembered progress again, learner by learner, and completes those who are now complete. One process at a time
 * does a course, and what is left when it dies another one does.
 */
@Injectable()
export class ProgressRecomputingService extends Looker {
  constructor(
    private readonly outlines: FollowedOutlineRepository,
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly learners: LearnerRecomputingService,
    private readonly clock: Clock,
  ) {
    super(LOOK_MS, 'remembered progress could not be computed again yet');
  }

  /** Asks for a course; it resolves when that is on record, not when it is done. */
  async request(courseId: string): Promise<void> {
    await this.outlines.want(courseId, this.clock.now());
    this.wake();
  }

  protected override async look(): Promise<void> {
    await this.workOff(async () => await this.computeNext());
  }

  private async computeNext(): Promise<boolean> {
    const claimed = await this.outlines.claim(this.clock.now(), this.leaseEnd());
    if (claimed === null) return false;
    await this.compute(claimed);
    return true;
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
        // the learner at hand came to an end, no other is begun
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
