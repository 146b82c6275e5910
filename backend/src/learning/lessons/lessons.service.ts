import type { FileUse } from '@classy-book/contracts/file-desk';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { CoursesPort } from '../courses/courses.port.js';
import { QuizzesPort } from '../quizzes/quizzes.port.js';
import { fileIdsOf } from './lesson-content.js';
import { usesByFile } from './lesson-file-uses.js';
import { LessonRepository } from './lesson.repository.js';
import { LessonRevisionRepository } from './lesson-revision.repository.js';
import type { LessonDocument } from './lesson.schema.js';
import { type DraftedLesson, LessonsPort, type PublishedLesson } from './lessons.port.js';

/** Lessons, for the other features of learning. */
@Injectable()
export class LessonsService extends LessonsPort implements OnModuleInit {
  constructor(
    private readonly lessons: LessonRepository,
    private readonly revisions: LessonRevisionRepository,
    private readonly courses: CoursesPort,
    private readonly quizzes: QuizzesPort,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Bodies, history and quizzes go with their course. */
  onModuleInit(): void {
    this.courses.contribute({
      remove: async (courseId, session) => {
        await this.lessons.removeOf(courseId, session);
        await this.revisions.removeOfCourse(courseId, session);
        await this.quizzes.removeOf(courseId, session);
      },
    });
  }

  async published(lessonId: string): Promise<PublishedLesson | null> {
    const found = await this.lessons.findPublished(lessonId);
    return found === null ? null : toPublished(found);
  }

  async publishedOf(courseId: string): Promise<PublishedLesson[]> {
    return (await this.lessons.findPublishedOf(courseId)).flatMap((lesson) => toPublished(lesson) ?? []);
  }

  async draftsOf(courseId: string): Promise<DraftedLesson[]> {
    return (await this.lessons.findDraftsOf(courseId)).map(({ _id, draft }) => ({ id: _id.toHexString(), draft }));
  }

  async createDrafts(
    courseId: string,
    lessons: readonly DraftedLesson[],
    by: string,
    session: ClientSession,
  ): Promise<void> {
    const savedAt = this.clock.now();
    const stored = lessons.map(({ id, draft }) => ({ id, courseId, revision: 1, draft, savedAt, savedBy: by }));
    await this.lessons.insert(stored, session);
  }

  async usesOf(fileId: string): Promise<{ courseId: string; lessonId: string; published: boolean }[]> {
    return (await this.lessons.findUses(fileId)).map(({ _id, courseId, published }) => ({
      courseId,
      lessonId: _id.toHexString(),
      published: published !== null && fileIdsOf(published.content.blocks).includes(fileId),
    }));
  }

  async namingOf(fileIds: readonly string[]): Promise<ReadonlyMap<string, readonly FileUse[]>> {
    const [lessons, former] = await Promise.all([this.lessons.findNaming(fileIds), this.revisions.findUses(fileIds)]);
    return usesByFile(fileIds, lessons, former);
  }
}

function toPublished({ _id, courseId, published }: Omit<LessonDocument, 'draft'>): PublishedLesson | null {
  if (published === null) return null;
  const { title, blocks } = published.content;
  return { id: _id.toHexString(), courseId, title, blocks, fileIds: fileIdsOf(blocks) };
}
