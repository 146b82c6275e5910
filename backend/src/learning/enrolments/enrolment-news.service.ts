import { Injectable } from '@nestjs/common';
import { PersonalNewsPort } from '../../messaging/notifications/personal-news.port.js';
import type { CourseRecord } from '../courses/courses.port.js';
import type { EnrolmentDocument } from './enrolment.schema.js';

type CourseOf = Pick<CourseRecord, 'id' | 'slug' | 'title' | 'teacherIds'>;
type Standing = Pick<EnrolmentDocument, '_id' | 'userId' | 'name' | 'revision'>;

/** Tells people in the product what became of their enrolments and invitations. */
@Injectable()
export class EnrolmentNewsService {
  constructor(private readonly news: PersonalNewsPort) {}

  /** To the teachers: somebody wants to get in. */
  requested(course: CourseOf, { _id, name, revision }: Standing): void {
    this.news.tell({
      kind: 'enrolment_requested',
      mark: `enrolment-requested:${_id.toHexString()}:${String(revision)}`,
      userIds: course.teacherIds,
      facts: { course: course.title, name },
      link: `/teach/${course.id}/people?status=pending`,
    });
  }

  /** To the learner: a teacher has answered. */
  decided(course: CourseOf, { _id, userId, revision }: Standing, approved: boolean): void {
    this.news.tell({
      kind: 'enrolment_decided',
      mark: `enrolment-decided:${_id.toHexString()}:${String(revision)}`,
      userIds: [userId],
      facts: { course: course.title, approved: approved ? 1 : 0 },
      link: approved ? `/learn/${course.slug}` : `/courses/${course.slug}`,
    });
  }

  /** To somebody with an account whose address was invited. */
  invited(course: CourseOf, userId: string, invitationId: string, invitedBy: string): void {
    this.news.tell({
      kind: 'course_invited',
      mark: `course-invited:${invitationId}`,
      userIds: [userId],
      facts: { course: course.title, name: invitedBy },
      link: `/join/${invitationId}`,
    });
  }
}
