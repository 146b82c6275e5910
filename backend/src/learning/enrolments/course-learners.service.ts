import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CoursesPort } from '../courses/courses.port.js';
import { CourseCodeRepository } from './course-code.repository.js';
import { CourseInvitationRepository } from './course-invitation.repository.js';
import { READING } from './enrolment.mapper.js';
import { EnrolmentRepository } from './enrolment.repository.js';

/** Tells the lists of courses how many learners each has, and keeps a course that people have learned in. */
@Injectable()
export class CourseLearnersService implements OnModuleInit {
  constructor(
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentRepository,
    private readonly invitations: CourseInvitationRepository,
    private readonly codes: CourseCodeRepository,
  ) {}

  onModuleInit(): void {
    this.courses.countLearnersWith(async (courseIds) => await this.enrolments.countByCourse(courseIds, READING));
    this.courses.contribute({
      keeps: async (courseId, session) =>
        (await this.enrolments.isUsed(courseId, session))
          ? 'People are or were enrolled in this course. Archive it instead: what they did is kept.'
          : null,
      remove: async (courseId, session) => {
        await this.invitations.removeOfCourse(courseId, session);
        await this.codes.removeOfCourse(courseId, session);
      },
    });
  }
}
