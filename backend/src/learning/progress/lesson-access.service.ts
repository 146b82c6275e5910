import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/http/request-context.js';
import { type CourseRecord, CoursesPort, publishedLessons } from '../courses/courses.port.js';
import { type EnrolmentRecord, EnrolmentsPort, mayRead } from '../enrolments/enrolments.port.js';
import { type CourseStanding, type LessonStanding, standingOf, standingOfTeacher } from './course-standing.js';
import { LessonProgressRepository } from './lesson-progress.repository.js';
import { lessonLocked, noSuchCourse, noSuchLesson } from './progress.errors.js';

export type Person = Pick<Principal, 'userId' | 'permissions'>;

/** Somebody in a course. `enrolment` is null for who looks at it as a teacher. */
export interface Attendance {
  readonly course: CourseRecord;
  readonly enrolment: EnrolmentRecord | null;
}

/** How somebody in a course stands. */
export interface Look extends Attendance {
  readonly standing: CourseStanding;
}

/** Who may read which lesson of a course. */
@Injectable()
export class LessonAccessService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly facts: LessonProgressRepository,
  ) {}

  /**
   * Somebody as a learner or a teacher of a course. Who may manage all courses and is enrolled in this one is a learner of
   * it, unless they teach it.
   * @throws AppError NOT_FOUND (no such course, or a draft that they do not teach), ENROLMENT_REQUIRED
   */
  async attend(reference: string, person: Person): Promise<Attendance> {
    const course = await this.courses.find(reference);
    if (course === null) throw noSuchCourse();
    const enrolment = await this.enrolmentOf(course, person);
    if (enrolment !== null || this.courses.teaches(course, person)) return { course, enrolment };
    if (course.state === 'draft') throw noSuchCourse();
    return { course, enrolment: await this.enrolments.requireReader(course.id, person.userId) };
  }

  /** How somebody stands in a course. @throws AppError as `attend` */
  async look(reference: string, person: Person): Promise<Look> {
    const { course, enrolment } = await this.attend(reference, person);
    return { course, enrolment, standing: await this.standingOf(course, enrolment) };
  }

  /**
   * A published lesson that somebody may read now.
   * @throws AppError as `attend`; NOT_FOUND where it is not there or not published; LESSON_LOCKED with the reason
   */
  async requireOpen(
    reference: string,
    lessonId: string,
    person: Person,
  ): Promise<Look & { readonly lesson: LessonStanding }> {
    const look = await this.look(reference, person);
    return { ...look, lesson: openLesson(look.standing, lessonId) };
  }

  /** The lessons that somebody may read: open ones for learners, all for teachers, free previews for everybody. */
  async openLessons(course: CourseRecord, person: Person | null): Promise<ReadonlySet<string>> {
    const lessons = publishedLessons(course);
    const previews = course.state === 'published' ? lessons.filter(({ preview }) => preview) : [];
    const open = new Set(previews.map(({ id }) => id));
    if (person === null) return open;
    const enrolment = await this.enrolmentOf(course, person);
    if (enrolment === null) {
      return this.courses.teaches(course, person) ? new Set(lessons.map(({ id }) => id)) : open;
    }
    const standing = await this.standingOf(course, enrolment);
    for (const { lesson, state } of standing.lessons) if (state !== 'locked') open.add(lesson.id);
    return open;
  }

  // null where they teach the course, or have no enrolment to read it with
  private async enrolmentOf(course: CourseRecord, { userId }: Person): Promise<EnrolmentRecord | null> {
    if (course.state === 'draft' || course.teacherIds.includes(userId)) return null;
    const enrolment = await this.enrolments.find(course.id, userId);
    return enrolment !== null && mayRead(enrolment) ? enrolment : null;
  }

  private async standingOf(course: CourseRecord, enrolment: EnrolmentRecord | null): Promise<CourseStanding> {
    if (enrolment === null) return standingOfTeacher(course);
    return standingOf(course, await this.facts.ofEnrolment(enrolment.id));
  }
}

/**
 * A lesson that is open as things stand.
 * @throws AppError NOT_FOUND, LESSON_LOCKED
 */
export function openLesson({ lessons }: CourseStanding, lessonId: string): LessonStanding {
  const found = lessons.find(({ lesson }) => lesson.id === lessonId);
  if (found === undefined) throw noSuchLesson();
  if (found.state === 'locked' && found.lock !== null) throw lessonLocked(found.lock);
  return found;
}
