import { Injectable } from '@nestjs/common';
import { Looker } from '../../common/background/looker.js';
import { Clock } from '../../common/clock/clock.js';
import { NO_ORIGIN } from '../../common/events/actor.js';
import { CoursesPort } from '../courses/courses.port.js';
import { AdmissionsService } from './admissions.service.js';
import { EnrolmentRepository } from './enrolment.repository.js';

const EVERY_MS = 60_000;
const AT_ONCE = 200;

/**
 * Writes that access has ended; readers are told so from the very moment on, whether it is written or not. Every process looks,
 * each enrolment is taken once.
 */
@Injectable()
export class EnrolmentExpiryService extends Looker {
  constructor(
    private readonly enrolments: EnrolmentRepository,
    private readonly courses: CoursesPort,
    private readonly admissions: AdmissionsService,
    private readonly clock: Clock,
  ) {
    super(EVERY_MS, 'could not write that access to courses has ended; trying again in a minute');
  }

  /** Ends what is over now, 200 at most. @returns how many this process ended */
  async sweep(): Promise<number> {
    const due = await this.enrolments.findEnded(this.clock.now(), AT_ONCE);
    if (due.length === 0) return 0;
    const courses = await this.courses.findMany([...new Set(due.map(({ courseId }) => courseId))]);
    const titles = new Map(courses.map(({ id, title }) => [id, title]));
    let ended = 0;
    for (const enrolment of due) {
      const changed = await this.enrolments.change(enrolment, { status: 'expired' });
      if (changed === null) continue;
      ended += 1;
      const course = { id: enrolment.courseId, title: titles.get(enrolment.courseId) ?? '' };
      const more = { before: { status: enrolment.status }, after: { status: 'expired' } };
      await this.admissions.tell(course, changed, 'expired', { actor: { kind: 'system' }, origin: NO_ORIGIN }, more);
    }
    return ended;
  }

  protected override async look(): Promise<void> {
    await this.sweep();
  }
}
