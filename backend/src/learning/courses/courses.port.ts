import type { Course, OutlineLesson, PublishedHeader } from '@classy-book/contracts/courses';
import type { Principal } from '../../common/http/request-context.js';
import type { ClientSession } from 'mongoose';

/** What teachers say about a course. */
export type CourseDescription = Pick<
  Course,
  | 'title'
  | 'summary'
  | 'description'
  | 'outcomes'
  | 'level'
  | 'language'
  | 'category'
  | 'tags'
  | 'coverFileId'
  | 'price'
  | 'enrolment'
  | 'accessDays'
  | 'sequential'
  | 'certificate'
>;

/**
 * A course as other features see it. `sections` hold the whole outline, unpublished lessons included: whoever shows it to
 * learners leaves out lessons whose `published` is null. `outlineRevision` grows whenever something changes that progress
 * is made of: order, publishing, rules, deletion.
 */
export interface CourseRecord
  extends CourseDescription, Pick<Course, 'id' | 'slug' | 'state' | 'version' | 'sections'> {
  readonly ownerId: string;
  /** Everybody who teaches it, the owner first. */
  readonly teacherIds: readonly string[];
  readonly outlineRevision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly publishedAt: Date | null;
}

/** The lessons of a course that learners see, in order. */
export function publishedLessons(
  course: Pick<CourseRecord, 'sections'>,
): (OutlineLesson & { published: PublishedHeader; sectionId: string })[] {
  return course.sections.flatMap(({ id, lessons }) =>
    lessons.flatMap((lesson) =>
      lesson.published === null ? [] : [{ ...lesson, published: lesson.published, sectionId: id }],
    ),
  );
}

/** What belongs to courses and goes with them; features register theirs once at the start. */
export interface CoursePart {
  /** Why a course has to stay because of what this part keeps, as a sentence; null where it may go. */
  keeps?(courseId: string, session: ClientSession): Promise<string | null>;
  /** Removes everything of a course, in the transaction that deletes it. */
  remove(courseId: string, session: ClientSession): Promise<void>;
}

/** Courses, for the other features of learning. */
export abstract class CoursesPort {
  /** A course in whatever state, by its id, its slug or a former slug; null where there is none. Checks nobody's rights. */
  abstract find(reference: string, session?: ClientSession): Promise<CourseRecord | null>;

  /** The course that a lesson is in, published or not; null where it is in none. Checks nobody's rights. */
  abstract findByLesson(lessonId: string): Promise<CourseRecord | null>;

  /** Courses by their ids, in no order; those that are gone are left out. */
  abstract findMany(ids: readonly string[]): Promise<CourseRecord[]>;

  /** Whether somebody teaches a course, or may manage all (`courses:manage`). */
  abstract teaches(
    course: Pick<CourseRecord, 'teacherIds'>,
    principal: Pick<Principal, 'userId' | 'permissions'>,
  ): boolean;

  /**
   * A course that the caller teaches or manages.
   * @throws AppError NOT_FOUND for everybody else, as for a course that does not exist
   */
  abstract requireTaught(id: string, principal: Pick<Principal, 'userId' | 'permissions'>): Promise<CourseRecord>;

  /** Ids of the courses that somebody teaches, at most 500. */
  abstract taughtBy(userId: string): Promise<string[]>;

  /**
   * Writes what of a lesson is in force for learners (null: nothing), and that the outline changed. In the caller's transaction.
   * @throws AppError NOT_FOUND where the lesson is gone
   */
  abstract setLessonHeader(
    courseId: string,
    lessonId: string,
    header: PublishedHeader | null,
    session: ClientSession,
  ): Promise<void>;

  /**
   * Notes the draft's title and whether the draft differs from what is published; the version stays as it is. In the
   * caller's transaction.
   * @throws AppError NOT_FOUND where the lesson is gone
   */
  abstract noteDraft(
    courseId: string,
    lessonId: string,
    title: string,
    changed: boolean,
    session: ClientSession,
  ): Promise<void>;

  /**
   * Takes a lesson out of the outline, in the transaction that deletes its body; answers the course before and after.
   * @throws AppError NOT_FOUND, STALE where `version` is not the current one
   */
  abstract removeLesson(
    courseId: string,
    lessonId: string,
    version: number,
    session: ClientSession,
  ): Promise<{ readonly before: CourseRecord; readonly after: CourseRecord }>;

  /** Registers what belongs to courses and goes with them; called once at the start. */
  abstract contribute(part: CoursePart): void;

  /** Ids and versions of all courses, by id, behind `after`: for who keeps something that is made from courses. */
  abstract versions(after: string | null, limit: number): Promise<{ id: string; version: number }[]>;

  /** Tells the lists of courses how many learners each has; called once at the start by who knows it. */
  abstract countLearnersWith(count: (courseIds: readonly string[]) => Promise<ReadonlyMap<string, number>>): void;
}
