import type { FileUse } from '@classy-book/contracts/file-desk';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import type { LessonDraft } from '@classy-book/contracts/lessons';
import type { ClientSession } from 'mongoose';

/** The body of a lesson that learners may get, once they may read the lesson. */
export interface PublishedLesson {
  readonly id: string;
  readonly courseId: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Every file that the blocks name. */
  readonly fileIds: readonly string[];
}

/** The draft of a lesson; a lesson that was never saved has none. */
export interface DraftedLesson {
  readonly id: string;
  readonly draft: LessonDraft;
}

/** Lessons, for the other features of learning. Checks nobody's rights. */
export abstract class LessonsPort {
  /** The published body; null where the lesson is not published or not there. */
  abstract published(lessonId: string): Promise<PublishedLesson | null>;

  /** The published bodies of a course, for the search and for exports. */
  abstract publishedOf(courseId: string): Promise<PublishedLesson[]>;

  /** The drafts of a course, for copies and exports, in no order. */
  abstract draftsOf(courseId: string): Promise<DraftedLesson[]>;

  /** Stores the first drafts of lessons that are in the outline of a course already, in the transaction that makes it. */
  abstract createDrafts(
    courseId: string,
    lessons: readonly DraftedLesson[],
    by: string,
    session: ClientSession,
  ): Promise<void>;

  /** Where a file is used: lessons whose published body or draft names it. */
  abstract usesOf(fileId: string): Promise<{ courseId: string; lessonId: string; published: boolean }[]>;

  /** What of lessons names these files: what is published, drafts, and states of the history that can be brought back. */
  abstract namingOf(fileIds: readonly string[]): Promise<ReadonlyMap<string, readonly FileUse[]>>;
}
