import { Injectable } from '@nestjs/common';
import { Looker } from '../../common/background/looker.js';
import { Clock } from '../../common/clock/clock.js';
import { CoursesPort } from '../courses/courses.port.js';
import { type EnrolmentRecord, EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { CertificateIssuingService } from './certificate-issuing.service.js';
import { BY_RULE, CertificateNewsService } from './certificate-news.service.js';
import { CertificateRepository } from './certificate.repository.js';

const POLL_MS = 15_000;
const LEASE_MS = 60_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A grade that comes later than this is for a teacher to act on. */
const WAIT_FOR_GRADES_MS = 120 * DAY_MS;

/**
 * Issues what is due. A completion leaves a mark on its enrolment, in the same transaction, and only a look at it takes the
 * mark away; so nothing is lost where a process dies. Each mark is worked by one process at a time.
 */
@Injectable()
export class CertificateSweeperService extends Looker {
  constructor(
    private readonly enrolments: EnrolmentsPort,
    private readonly courses: CoursesPort,
    private readonly issuing: CertificateIssuingService,
    private readonly news: CertificateNewsService,
    private readonly certificates: CertificateRepository,
    private readonly clock: Clock,
  ) {
    super(POLL_MS, 'certificates cannot be issued now; trying again');
  }

  protected override async look(): Promise<void> {
    await this.workOff(async () => await this.issueNext());
    await this.workOff(async () => await this.tellNext());
  }

  private async issueNext(): Promise<boolean> {
    const now = this.clock.now();
    const enrolment = await this.enrolments.takeForCertificate(now, new Date(now.getTime() + LEASE_MS));
    if (enrolment === null) return false;
    const course = await this.courses.find(enrolment.courseId);
    const outcome = course === null ? 'not_due' : await this.issuing.issue(course, enrolment, BY_RULE);
    await this.enrolments.lookForCertificate(enrolment.id, outcome === 'below_grade' ? nextLook(enrolment, now) : null);
    return true;
  }

  // the process that issued it died before it had told of it
  private async tellNext(): Promise<boolean> {
    const now = this.clock.now();
    const certificate = await this.certificates.takeUntold(now, new Date(now.getTime() + LEASE_MS));
    if (certificate === null) return false;
    await this.news.issued(certificate, BY_RULE);
    return true;
  }
}

/** Grades may come or change: first soon, then ever less often, at last not any more. */
function nextLook({ completedAt }: EnrolmentRecord, now: Date): Date | null {
  const since = now.getTime() - (completedAt?.getTime() ?? 0);
  if (since > WAIT_FOR_GRADES_MS) return null;
  return new Date(now.getTime() + Math.min(DAY_MS, Math.max(MINUTE_MS, since / 4)));
}
