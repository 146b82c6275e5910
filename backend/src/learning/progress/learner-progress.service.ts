import type { LearnerProgress } from '@classy-book/contracts/learn';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { type EnrolmentRecord, EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { standingOf } from './course-standing.js';
import { sectionsOf, toCourseProgress, toLearnerLesson } from './learn.mapper.js';
import type { Person } from './lesson-access.service.js';
import { LessonProgressRepository } from './lesson-progress.repository.js';

/** How one learner stands, for the teachers of the course. */
@Injectable()
export class LearnerProgressService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly facts: LessonProgressRepository,
  ) {}

  /**
   * A learner of a course that the caller teaches.
   * @throws AppError NOT_FOUND where they do not teach it, or there is no such learner in it
   */
  async requireLearner(
    courseId: string,
    enrolmentId: string,
    teacher: Person,
  ): Promise<{ course: CourseRecord; enrolment: EnrolmentRecord }> {
    const course = await this.courses.requireTaught(courseId, teacher);
    const enrolment = await this.enrolments.findById(enrolmentId);
    if (enrolment === null || enrolment.courseId !== course.id) {
      throw new AppError('NOT_FOUND', 'There is no such learner in this course.');
    }
    return { course, enrolment };
  }

  /** Each published lesson with its rules and what was done. @throws AppError as `requireLearner` */
  async progress(courseId: string, enrolmentId: string, teacher: Person): Promise<LearnerProgress> {
    const { course, enrolment } = await this.requireLearner(courseId, enrolmentId, teacher);
    const standing = standingOf(course, await this.facts.ofEnrolment(enrolmentId));
    return {
      enrolmentId,
      userId: enrolment.userId,
      progress: toCourseProgress(standing, enrolment.completedAt),
      resume: enrolment.resume,
      sections: sectionsOf(course, standing, toLearnerLesson).map(({ id, title, lessons }) => ({ id, title, lessons })),
    };
  }
}
