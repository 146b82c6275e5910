import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { type Acting, actorName } from '../../common/events/actor.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import { type Account, UsersService } from '../../security/users/users.service.js';
import type { CourseRecord } from '../courses/courses.port.js';
import type { EnrolmentRecord } from '../enrolments/enrolments.port.js';
import { averageGrade, gradedItems, GradesPort } from '../grades/grades.port.js';
import { makeCode } from './certificate-codes.js';
import { CertificateNewsService } from './certificate-news.service.js';
import { CertificateRepository } from './certificate.repository.js';
import type { CertificateDocument } from './certificate.schema.js';

/** What became of a completed enrolment: `below_grade` may still become a certificate when a grade changes. */
export type IssueOutcome = 'issued' | 'present' | 'below_grade' | 'not_due';

const TELL_AGAIN_MS = 60_000;
const CODE_TRIES = 3;

/** Issues certificates: by the rule of the course, and once for each person and course. */
@Injectable()
export class CertificateIssuingService {
  constructor(
    private readonly certificates: CertificateRepository,
    private readonly grades: GradesPort,
    private readonly users: UsersService,
    private readonly news: CertificateNewsService,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Issues the certificate of a completed enrolment where the course gives one and the grade is reached. */
  async issue(course: CourseRecord, enrolment: EnrolmentRecord, acting: Acting): Promise<IssueOutcome> {
    const { userId, completedAt, status } = enrolment;
    const isIn = status === 'completed' || status === 'active' || status === 'expired';
    if (!course.certificate.enabled || completedAt === null || !isIn) return 'not_due';
    if ((await this.certificates.find(course.id, userId)) !== null) return 'present';
    const grade = await this.gradeOf(course, enrolment);
    if (!reaches(grade, course)) return 'below_grade';
    const person = await this.users.findById(userId);
    if (person === null) return 'not_due';
    const made = await this.insert(await this.draft(course, enrolment, person, grade, acting));
    if (made === null) return 'present';
    await this.news.issued(made, acting);
    return 'issued';
  }

  private async gradeOf(course: CourseRecord, enrolment: EnrolmentRecord): Promise<number | null> {
    const items = new Set(gradedItems(course).map(({ blockId }) => blockId));
    const grades = await this.grades.ofEnrolment(enrolment.id);
    return averageGrade(grades.filter(({ blockId }) => items.has(blockId)));
  }

  private async draft(
    course: CourseRecord,
    enrolment: EnrolmentRecord,
    person: Account,
    grade: number | null,
    { actor }: Acting,
  ): Promise<Omit<CertificateDocument, '_id' | 'code'>> {
    const now = this.clock.now();
    const { id: courseId, title, slug, summary, language, teacherIds, certificate } = course;
    const teachers = await Promise.all(teacherIds.map(async (id) => await this.users.findById(id)));
    return {
      ...{ userId: person.id, courseId, enrolmentId: enrolment.id, name: nameOf(person), email: person.email },
      ...{ course: title, slug, summary, language, grade, issuer: this.config.organisation },
      teachers: teachers.flatMap((teacher) => (teacher === null ? [] : [nameOf(teacher)])),
      issuedAt: now,
      expiresAt: certificate.validMonths === null ? null : monthsLater(now, certificate.validMonths),
      revokedAt: null,
      history: [{ at: now, change: 'issued', by: actorName(actor), reason: null }],
      tellDue: new Date(now.getTime() + TELL_AGAIN_MS),
    };
  }

  // null where somebody else issued it meanwhile; a code that is taken is as likely as winning a lottery twice
  private async insert(draft: Omit<CertificateDocument, '_id' | 'code'>): Promise<CertificateDocument | null> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.certificates.insert({ ...draft, code: makeCode() });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        if ((await this.certificates.find(draft.courseId, draft.userId)) !== null) return null;
        if (tries === CODE_TRIES) throw error;
      }
    }
  }
}

// a course without anything graded has no grade to reach
function reaches(grade: number | null, course: CourseRecord): boolean {
  const { minimumGrade } = course.certificate;
  if (minimumGrade === 0 || gradedItems(course).length === 0) return true;
  return grade !== null && grade >= minimumGrade;
}

function nameOf({ profile, email }: Account): string {
  return fullNameOf(profile) || email;
}

/** The same day some months later, or the last one of a shorter month. */
function monthsLater(from: Date, months: number): Date {
  const later = new Date(from);
  later.setUTCDate(1);
  later.setUTCMonth(later.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return later;
}
