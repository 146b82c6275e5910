import type { ClientSession } from 'mongoose';
import { type CourseRecord, publishedLessons } from '../courses/courses.port.js';

/** What counts of one graded block (a quiz or an assignment) for one learner. One for each enrolment and block. */
export interface GradeRecord {
  readonly enrolmentId: string;
  readonly courseId: string;
  readonly userId: string;
  readonly lessonId: string;
  readonly blockId: string;
  /** Null while it waits for a teacher. */
  readonly percent: number | null;
  readonly points: number | null;
  readonly maxPoints: number;
  readonly state: 'needs_grading' | 'graded';
  readonly attempts: number;
  readonly updatedAt: Date;
}

/** Grades, for who gives and who shows them. Checks nobody's rights. */
export abstract class GradesPort {
  /** Writes a grade over the one before, in the transaction of what it is computed from. */
  abstract put(grade: GradeRecord, session: ClientSession): Promise<void>;

  abstract ofEnrolment(enrolmentId: string): Promise<GradeRecord[]>;

  /** The grades of one page of learners. */
  abstract ofEnrolments(courseId: string, enrolmentIds: readonly string[]): Promise<GradeRecord[]>;

  /** How many have a grade for each graded block of a course, and its average in percent; blocks of nobody are left out. */
  abstract averages(
    courseId: string,
  ): Promise<ReadonlyMap<string, { readonly graded: number; readonly average: number }>>;

  abstract removeOf(enrolmentId: string, session: ClientSession): Promise<void>;

  /** What a person had in all courses, when their account goes; called behind the removal of what it is computed from. */
  abstract removeAllOf(userId: string): Promise<void>;
}

/** A graded block of the outline as it is published. */
export interface GradedItem {
  readonly blockId: string;
  readonly kind: 'quiz' | 'assignment';
  readonly quizId: string | null;
  readonly title: string;
  readonly lessonId: string;
  readonly lesson: string;
}

/** The graded blocks that learners of a course see, in order. */
export function gradedItems(course: Pick<CourseRecord, 'sections'>): GradedItem[] {
  return publishedLessons(course).flatMap(({ id, published }) =>
    published.graded.map((item) => ({ ...item, lessonId: id, lesson: published.title })),
  );
}

/** The average over what is graded, in percent with two decimals; null where nothing is. Every item counts alike. */
export function averageGrade(grades: readonly Pick<GradeRecord, 'percent'>[]): number | null {
  const graded = grades.flatMap(({ percent }) => (percent === null ? [] : [percent]));
  if (graded.length === 0) return null;
  return Math.round((graded.reduce((sum, percent) => sum + percent, 0) / graded.length) * 100) / 100;
}
