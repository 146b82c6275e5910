import type {
  GradebookCell,
  GradebookColumn,
  GradebookQuery,
  GradebookRow,
  LearnerGrades,
} from '@classy-book/contracts/gradebook';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/http/request-context.js';
import { Page } from '../../common/response/page.js';
import { SubmissionRecordsService } from '../assignments/submission-records.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort, type LearnerRecord } from '../enrolments/enrolments.port.js';
import { GradedPeopleService } from '../grades/graded-people.service.js';
import { averageGrade, gradedItems, type GradeRecord, GradesPort } from '../grades/grades.port.js';
import { AttemptRecordsService } from '../quiz-attempts/attempt-records.service.js';
import { toAssignmentAttempt, toQuizAttempt } from './gradebook.mapper.js';

/** The grades of a course, for its teachers: a page of learners, or one learner item by item. */
@Injectable()
export class GradebookService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly people: GradedPeopleService,
    private readonly grades: GradesPort,
    private readonly attempts: AttemptRecordsService,
    private readonly submissions: SubmissionRecordsService,
  ) {}

  /** @throws AppError NOT_FOUND where the caller does not teach the course */
  async columns(courseId: string, principal: Principal): Promise<GradebookColumn[]> {
    return gradedItems(await this.courses.requireTaught(courseId, principal));
  }

  /** @throws AppError NOT_FOUND where the caller does not teach the course, VALIDATION_FAILED for a cursor that is none */
  async page(courseId: string, query: GradebookQuery, principal: Principal): Promise<Page<GradebookRow>> {
    const course = await this.courses.requireTaught(courseId, principal);
    const { items, pagination } = await this.enrolments.learners(course.id, query);
    return new Page(await this.rowsOf(course.id, items), pagination);
  }

  /** The rows of some learners, in one query. */
  async rowsOf(courseId: string, learners: readonly LearnerRecord[]): Promise<GradebookRow[]> {
    const grades = await this.grades.ofEnrolments(
      courseId,
      learners.map(({ id }) => id),
    );
    const cells = new Map<string, GradebookCell[]>();
    for (const grade of grades) {
      const list = cells.get(grade.enrolmentId);
      if (list === undefined) cells.set(grade.enrolmentId, [toCell(grade)]);
      else list.push(toCell(grade));
    }
    return learners.map(({ id, userId, name, email, status, progress, grade }) => ({
      ...{ enrolmentId: id, userId, name, email, status, grade },
      progress: progress.percent,
      cells: cells.get(id) ?? [],
    }));
  }

  /** @throws AppError NOT_FOUND where the caller does not teach the course, or the enrolment is none of it */
  async learner(courseId: string, enrolmentId: string, principal: Principal): Promise<LearnerGrades> {
    const course = await this.courses.requireTaught(courseId, principal);
    await this.people.requireLearner(enrolmentId, course.id);
    const [grades, attempts, submissions, allowances] = await Promise.all([
      this.grades.ofEnrolment(enrolmentId),
      this.attempts.ofEnrolment(enrolmentId),
      this.submissions.ofEnrolment(enrolmentId),
      this.attempts.allowancesOf(enrolmentId),
    ]);
    const byBlock = new Map(grades.map((grade) => [grade.blockId, grade]));
    return {
      enrolmentId,
      grade: averageGrade(grades),
      items: gradedItems(course).map(({ blockId, kind, quizId, title, lesson }) => ({
        ...{ blockId, kind, quizId, title, lesson },
        percent: byBlock.get(blockId)?.percent ?? null,
        state: byBlock.get(blockId)?.state ?? null,
        attempts:
          kind === 'quiz'
            ? attempts
                .filter((one) => one.quizId === quizId)
                .map(toQuizAttempt)
                .reverse()
            : submissions.filter((one) => one.blockId === blockId).map(toAssignmentAttempt),
        allowance: quizId === null ? null : (allowances.get(quizId) ?? null),
      })),
    };
  }
}

function toCell({ blockId, percent, state, attempts }: GradeRecord): GradebookCell {
  return { blockId, percent, state, attempts };
}
