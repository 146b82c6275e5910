import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Acting } from '../../common/events/actor.js';
import { AppError } from '../../common/response/app-error.js';
import { upsertOrMeet } from '../../database/database-errors.js';
import { DatabaseService } from '../../database/database.service.js';
import type { Account } from '../../security/users/users.service.js';
import type { CourseRecord } from '../courses/courses.port.js';
import { type Admitted, AdmissionsService } from './admissions.service.js';
import { CourseCodeRepository } from './course-code.repository.js';
import type { CourseCodeDocument } from './course-code.schema.js';
import { CourseInvitationRepository } from './course-invitation.repository.js';
import type { CourseInvitationDocument } from './course-invitation.schema.js';
import { statusAt } from './enrolment.mapper.js';
import { EnrolmentRepository } from './enrolment.repository.js';

/** Uses up what lets people in, and lets them in. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly invitations: CourseInvitationRepository,
    private readonly codes: CourseCodeRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly admissions: AdmissionsService,
    private readonly database: DatabaseService,
    private readonly clock: Clock,
  ) {}

  /** False for who was taken out by a teacher, and for whose access has ended: a code is no new beginning. */
  async mayUseCode(courseId: string, userId: string): Promise<boolean> {
    const found = await this.enrolments.find(courseId, userId);
    if (found === null) return true;
    const isOver = found.expiresAt !== null && found.expiresAt <= this.clock.now();
    const status = statusAt(found, this.clock.now());
    return !isOver && status !== 'expired' && status !== 'refunded' && found.removedBy !== 'teacher';
  }

  /**
   * The invitation and the enrolment are written together, so that an invitation that is used up has let somebody in.
   * @throws AppError TOKEN_INVALID where another request was faster
   */
  async byInvitation(
    { _id, source, accessEndsAt }: CourseInvitationDocument,
    course: CourseRecord,
    person: Account,
    acting: Acting,
  ): Promise<boolean> {
    const ends = accessEndsAt === null ? {} : { expiresAt: accessEndsAt };
    const { enrolment, change } = await upsertOrMeet(
      async () =>
        await this.database.transaction<Admitted>(async (session) => {
          const accepted = await this.invitations.accept(_id, this.clock.now(), session);
          if (accepted === null) throw new AppError('TOKEN_INVALID', 'This invitation was used already, or is over.');
          return await this.admissions.admit(course, person, { source, status: 'active', ...ends }, session);
        }),
    );
    if (change !== null) await this.admissions.tell(course, enrolment, 'enrolled', acting);
    return change !== null;
  }

  /**
   * One use is taken first, by one command; it is given back where it let nobody in. A process that dies in between has used
   * one up for nobody, and never let in one too many.
   * @throws AppError LIMIT_REACHED where the code was used up or ended in the meantime
   */
  async byCode({ _id }: CourseCodeDocument, course: CourseRecord, person: Account, acting: Acting): Promise<boolean> {
    if (!(await this.codes.spend(_id, this.clock.now()))) {
      throw new AppError('LIMIT_REACHED', 'This code is used up. Ask your teacher for another one.');
    }
    let admitted: Admitted | null = null;
    try {
      admitted = await this.admissions.admit(course, person, { source: 'code', status: 'active' });
    } finally {
      if (admitted?.change == null) await this.codes.giveBack(_id);
    }
    if (admitted.change === null) return false;
    await this.admissions.tell(course, admitted.enrolment, 'enrolled', acting);
    return true;
  }
}
