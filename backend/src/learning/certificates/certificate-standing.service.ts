import type { CourseCertificate, IssuePastAnswer } from '@classy-book/contracts/certificates';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { actorName } from '../../common/events/actor.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { CertificateIssuingService, type IssueOutcome } from './certificate-issuing.service.js';
import { CertificateNewsService } from './certificate-news.service.js';
import { toCourseCertificate } from './certificate.mapper.js';
import { CertificateRepository } from './certificate.repository.js';
import { noCertificate } from './certificates.errors.js';

const AT_ONCE = 100;

/** What teachers do with certificates: revoke them, put them in force again, issue them to those who were there before. */
@Injectable()
export class CertificateStandingService {
  constructor(
    private readonly certificates: CertificateRepository,
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly issuing: CertificateIssuingService,
    private readonly news: CertificateNewsService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, CONFLICT where it is revoked already */
  async revoke(courseId: string, id: string, reason: string, caller: Caller): Promise<CourseCertificate> {
    return await this.set('revoked', courseId, id, reason, caller);
  }

  /** @throws AppError NOT_FOUND, CONFLICT where it is not revoked */
  async reinstate(courseId: string, id: string, reason: string, caller: Caller): Promise<CourseCertificate> {
    return await this.set('reinstated', courseId, id, reason, caller);
  }

  /**
   * Issues certificates to learners who completed the course, a hundred at a time.
   * @throws AppError NOT_FOUND, CONFLICT where the course gives no certificates
   */
  async issuePast(courseId: string, cursor: string | undefined, caller: Caller): Promise<IssuePastAnswer> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    if (!course.certificate.enabled) {
      throw new AppError('CONFLICT', 'This course gives no certificates. Switch them on in its settings first.');
    }
    const query = { status: 'completed', sort: 'name', limit: AT_ONCE, cursor } as const;
    const { items, pagination } = await this.enrolments.learners(courseId, query);
    const holders = await this.certificates.holders(
      courseId,
      items.map(({ userId }) => userId),
    );
    const outcomes: IssueOutcome[] = [];
    for (const learner of items) {
      outcomes.push(holders.has(learner.userId) ? 'present' : await this.issuing.issue(course, learner, caller));
    }
    const count = (outcome: IssueOutcome) => outcomes.filter((one) => one === outcome).length;
    return {
      issued: count('issued'),
      present: count('present'),
      belowGrade: count('below_grade'),
      cursor: pagination.nextCursor,
    };
  }

  private async set(
    change: 'revoked' | 'reinstated',
    courseId: string,
    id: string,
    reason: string,
    caller: Caller,
  ): Promise<CourseCertificate> {
    await this.courses.requireTaught(courseId, caller.principal);
    const now = this.clock.now();
    const entry = { at: now, change, by: actorName(caller.actor), reason };
    const certificate = await this.certificates.setRevoked(id, courseId, change === 'revoked' ? now : null, entry);
    if (certificate === null) {
      if ((await this.certificates.findOfCourse(id, courseId)) === null) throw noCertificate();
      throw new AppError(
        'CONFLICT',
        `This certificate is ${change === 'revoked' ? 'revoked already' : 'not revoked'}.`,
      );
    }
    await this.news.changed(change, certificate, reason, caller);
    return toCourseCertificate(certificate, now);
  }
}
