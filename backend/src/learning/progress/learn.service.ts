import type { CourseTeacher } from '@classy-book/contracts/courses';
import type { LearnCourse, MyCourse } from '@classy-book/contracts/learn';
import { Injectable } from '@nestjs/common';
import { FilesPort } from '../../performance/file/files.port.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { type EnrolmentRecord, EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { type FactsByLesson, standingOf } from './course-standing.js';
import { sectionsOf, toCourseProgress, toOutlineLesson, toResume } from './learn.mapper.js';
import { LessonAccessService, type Person } from './lesson-access.service.js';
import { LessonProgressRepository } from './lesson-progress.repository.js';
import { fullNameOf } from '../../common/text/full-name.js';

const LISTED: readonly EnrolmentRecord['status'][] = ['pending', 'active', 'completed', 'expired'];

/** Courses as those see them who are enrolled. */
@Injectable()
export class LearnService {
  constructor(
    private readonly access: LessonAccessService,
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly facts: LessonProgressRepository,
    private readonly directory: UserDirectoryService,
    private readonly files: FilesPort,
  ) {}

  /**
   * What somebody is enrolled in, or waits for, last used first. Drafts are left out. Progress is of the outline as it is
   * published now, whatever is remembered.
   */
  async list(userId: string): Promise<MyCourse[]> {
    const enrolments = (await this.enrolments.ofUser(userId)).filter(({ status }) => LISTED.includes(status));
    const [found, facts] = await Promise.all([
      this.courses.findMany(enrolments.map(({ courseId }) => courseId)),
      this.facts.ofEnrolments(enrolments.map(({ id }) => id)),
    ]);
    const courses = new Map(found.filter(({ state }) => state !== 'draft').map((course) => [course.id, course]));
    const names = await this.namesOf([...courses.values()]);
    return enrolments.flatMap((enrolment) => {
      const course = courses.get(enrolment.courseId);
      return course === undefined ? [] : [this.toMyCourse(course, enrolment, facts.get(enrolment.id), names)];
    });
  }

  /**
   * A course as somebody works through it.
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED
   */
  async course(reference: string, person: Person): Promise<LearnCourse> {
    const { course, enrolment, standing } = await this.access.look(reference, person);
    const { id, slug, title, summary, language, state } = course;
    const names = await this.namesOf([course]);
    return {
      ...{ id, slug, title, summary, language, state },
      coverUrl: this.files.publicUrl(course.coverFileId),
      teachers: teachersOf(course, names),
      as: enrolment === null ? 'teacher' : 'learner',
      enrolment: enrolment === null ? null : shown(enrolment),
      progress: toCourseProgress(standing, enrolment?.completedAt ?? null),
      resume: pointOf(toResume(standing, enrolment?.resume ?? null)),
      sections: sectionsOf(course, standing, toOutlineLesson),
    };
  }

  private toMyCourse(
    course: CourseRecord,
    enrolment: EnrolmentRecord,
    facts: FactsByLesson = new Map(),
    names: ReadonlyMap<string, string>,
  ): MyCourse {
    const { id, slug, title, language } = course;
    const standing = standingOf(course, facts);
    const resume = toResume(standing, enrolment.resume);
    return {
      ...{ id, slug, title, language },
      coverUrl: this.files.publicUrl(course.coverFileId),
      teachers: teachersOf(course, names),
      status: enrolment.status,
      expiresAt: enrolment.expiresAt?.toISOString() ?? null,
      progress: toCourseProgress(standing, enrolment.completedAt),
      resume: pointOf(resume),
      resumeTitle: resume?.title ?? null,
      lastActivityAt: enrolment.lastActivityAt?.toISOString() ?? null,
    };
  }

  private async namesOf(courses: readonly CourseRecord[]): Promise<ReadonlyMap<string, string>> {
    const people = await this.directory.findByIds(courses.flatMap(({ teacherIds }) => teacherIds));
    return new Map([...people].map(([id, { profile }]) => [id, fullNameOf(profile)] as const));
  }
}

function teachersOf({ teacherIds, ownerId }: CourseRecord, names: ReadonlyMap<string, string>): CourseTeacher[] {
  return teacherIds.flatMap((userId) => {
    const name = names.get(userId);
    return name === undefined ? [] : [{ userId, name, owner: userId === ownerId }];
  });
}

function shown({ id, status, expiresAt }: EnrolmentRecord): NonNullable<LearnCourse['enrolment']> {
  return { id, status, expiresAt: expiresAt?.toISOString() ?? null };
}

function pointOf(resume: ReturnType<typeof toResume>): LearnCourse['resume'] {
  if (resume === null) return null;
  const { lessonId, blockId, seconds } = resume;
  return { lessonId, blockId, seconds };
}
