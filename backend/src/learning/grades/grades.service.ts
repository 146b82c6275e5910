import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { GradeRepository } from './grade.repository.js';
import { averageGrade, type GradeRecord, GradesPort } from './grades.port.js';

/** What counts of each graded block for each learner. */
@Injectable()
export class GradesService extends GradesPort {
  constructor(
    private readonly grades: GradeRepository,
    private readonly enrolments: EnrolmentsPort,
  ) {
    super();
  }

  /** The average that lists of learners show is written with it. */
  override async put(grade: GradeRecord, session: ClientSession): Promise<void> {
    await this.grades.put(grade, session);
    const all = await this.grades.ofEnrolment(grade.enrolmentId, session);
    await this.enrolments.note(grade.enrolmentId, { grade: averageGrade(all) }, session);
  }

  override async ofEnrolment(enrolmentId: string): Promise<GradeRecord[]> {
    return await this.grades.ofEnrolment(enrolmentId);
  }

  override async ofEnrolments(courseId: string, enrolmentIds: readonly string[]): Promise<GradeRecord[]> {
    return await this.grades.ofEnrolments(courseId, enrolmentIds);
  }

  override async averages(
    courseId: string,
  ): Promise<ReadonlyMap<string, { readonly graded: number; readonly average: number }>> {
    return await this.grades.averages(courseId);
  }

  override async removeOf(enrolmentId: string, session: ClientSession): Promise<void> {
    await this.grades.removeOf(enrolmentId, session);
    await this.enrolments.note(enrolmentId, { grade: null }, session);
  }

  override async removeAllOf(userId: string): Promise<void> {
    await this.grades.removeAllOf(userId);
  }
}
