import type { Block } from '@classy-book/contracts/lesson-blocks';

/** The body of a lesson that learners may get, once they may read the lesson. */
export interface PublishedLesson {
  readonly id: string;
  readonly courseId: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Every file that the blocks name. */
  readonly fileIds: readonly string[];
}

/** Lessons, for the other features of learning. Checks nobody's rights. */
export abstract class LessonsPort {
  /** The published body; null where the lesson is not published or not there. */
  abstract published(lessonId: string): Promise<PublishedLesson | null>;

  /** The published bodies of a course, for the search and for exports. */
  abstract publishedOf(courseId: string): Promise<PublishedLesson[]>;

  /** Where a file is used: lessons whose published body or draft names it. */
  abstract usesOf(fileId: string): Promise<{ courseId: string; lessonId: string; published: boolean }[]>;
}
