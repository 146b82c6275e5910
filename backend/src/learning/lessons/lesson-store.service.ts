import { isDeepStrictEqual } from 'node:util';
import type { LessonDraft, LessonRevision } from '@classy-book/contracts/lessons';
import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import type { Principal } from '../../common/http/request-context.js';
import { DatabaseService } from '../../database/database.service.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import { CourseViewsService } from '../courses/course-views.service.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { emptyDraft, headerOf, withLengths } from './lesson-content.js';
import { LessonRepository } from './lesson.repository.js';
import { LessonRevisionRepository } from './lesson-revision.repository.js';
import type { LessonDocument, PublishedBody } from './lesson.schema.js';
import { noLesson, staleLesson } from './lessons.errors.js';

type Asking = Pick<Principal, 'userId' | 'permissions'>;

/** A lesson with its course, as its teachers work on it. Revision 0: it was never saved. */
export interface OpenedLesson {
  readonly id: string;
  readonly course: CourseRecord;
  readonly revision: number;
  readonly draft: LessonDraft;
  readonly savedAt: Date;
  /** The id of the person; null where it was never saved. */
  readonly savedBy: string | null;
  readonly published: PublishedBody | null;
}

/** A draft that takes the place of another one. */
export interface NextDraft {
  readonly draft: LessonDraft;
  readonly by: string;
  readonly reason: LessonRevision['reason'];
}

/** Reads and writes the bodies of lessons, together with what the outline says about them. */
@Injectable()
export class LessonStoreService {
  constructor(
    private readonly lessons: LessonRepository,
    private readonly revisions: LessonRevisionRepository,
    private readonly courses: CoursesPort,
    private readonly views: CourseViewsService,
    private readonly database: DatabaseService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND for who does not teach the course, as for a lesson that does not exist */
  async open(id: string, asking: Asking): Promise<OpenedLesson> {
    const [course, stored] = await Promise.all([this.courses.findByLesson(id), this.lessons.find(id)]);
    if (course === null || !this.courses.teaches(course, asking)) throw noLesson();
    if (stored !== null) return { ...stored, id, course };
    const title = headOf(course, id)?.title ?? '';
    const { createdAt: savedAt } = course;
    return { id, course, revision: 0, draft: emptyDraft(title), savedAt, savedBy: null, published: null };
  }

  /** @throws AppError STALE with who saved it and when */
  async requireCurrent(
    lesson: Pick<OpenedLesson, 'revision' | 'savedBy' | 'savedAt'>,
    revision: number,
  ): Promise<void> {
    if (lesson.revision === revision) return;
    const { savedBy, savedAt } = lesson;
    const names = savedBy === null ? null : await this.views.namesOf([savedBy]);
    throw staleLesson(names?.get(savedBy ?? ''), savedAt);
  }

  /**
   * Writes a draft over exactly the revision that was read, and keeps it in the history.
   * @throws AppError STALE where somebody saved in between, NOT_FOUND where the lesson was deleted in between
   */
  async write(
    lesson: OpenedLesson,
    { draft, by, reason }: NextDraft,
  ): Promise<Pick<OpenedLesson, 'revision' | 'savedAt'>> {
    const { id, course } = lesson;
    const savedAt = this.clock.now();
    const stored = { id, courseId: course.id, revision: lesson.revision + 1, draft, savedAt, savedBy: by };
    await this.database.transaction(async (session) => {
      const current = await this.take(lesson, session);
      if (current === null) await this.insert(stored, session);
      else await this.lessons.writeDraft(stored, current.published, session);
      await this.noteDraft(lesson, draft, current, session);
      const { revision } = stored;
      const state = { lessonId: id, courseId: course.id, revision, at: savedAt, by, reason, draft };
      await this.revisions.keep({ ...state, title: draft.title, blocks: draft.blocks.length }, session);
    });
    return { revision: stored.revision, savedAt };
  }

  /**
   * Puts the draft in force, together with its quizzes and its header in the outline.
   * @param lengths of its videos in seconds, by file: what the draft says of them does not count
   * @param putQuizzes publishes the quizzes in the same transaction, and answers their titles by id
   * @throws AppError STALE, NOT_FOUND, and what `putQuizzes` throws
   */
  async publish(
    lesson: OpenedLesson,
    { by, lengths }: { readonly by: string; readonly lengths: ReadonlyMap<string, number> },
    putQuizzes: (session: ClientSession) => Promise<ReadonlyMap<string, string>>,
  ): Promise<void> {
    const { id, course, revision } = lesson;
    const at = this.clock.now();
    await this.database.transaction(async (session) => {
      const current = await this.take(lesson, session);
      if (current === null) throw noLesson();
      const draft = withLengths(current.draft, lengths);
      const header = headerOf(draft, await putQuizzes(session), at);
      await this.lessons.writePublished(current, { revision, at, content: draft }, session);
      await this.courses.setLessonHeader(course.id, id, header, session);
      const state = { lessonId: id, courseId: course.id, revision, at, by, reason: 'published' as const, draft };
      await this.revisions.keep({ ...state, title: draft.title, blocks: draft.blocks.length }, session);
    });
  }

  /** Takes what is in force back; the draft stays. @throws AppError STALE, NOT_FOUND */
  async unpublish(lesson: OpenedLesson): Promise<void> {
    await this.database.transaction(async (session) => {
      const current = await this.take(lesson, session);
      if (current === null) throw noLesson();
      await this.lessons.writePublished(current, null, session);
      await this.courses.setLessonHeader(lesson.course.id, lesson.id, null, session);
    });
  }

  // the first write of the transaction: whoever comes second waits, or collides and begins again
  private async take({ id, revision }: OpenedLesson, session: ClientSession): Promise<LessonDocument | null> {
    const current = await this.lessons.take(id, session);
    if (current !== null) await this.requireCurrent(current, revision);
    else if (revision > 0) throw noLesson();
    return current;
  }

  private async insert(
    stored: Parameters<LessonRepository['insert']>[0][number],
    session: ClientSession,
  ): Promise<void> {
    try {
      await this.lessons.insert([stored], session);
    } catch (error) {
      if (isDuplicateKey(error)) throw staleLesson(undefined, stored.savedAt);
      throw error;
    }
  }

  // the first save writes to the outline whatever it says, so that a lesson which is deleted meanwhile gets no body
  private async noteDraft(
    { id, course }: OpenedLesson,
    draft: LessonDraft,
    current: LessonDocument | null,
    session: ClientSession,
  ): Promise<void> {
    const published = current?.published ?? null;
    const changed = published !== null && !isDeepStrictEqual(published.content, draft);
    if (current !== null) {
      const now = await this.courses.find(course.id, session);
      const head = now === null ? undefined : headOf(now, id);
      if (head?.title === draft.title && head.changed === changed) return;
    }
    await this.courses.noteDraft(course.id, id, draft.title, changed, session);
  }
}

function headOf({ sections }: CourseRecord, lessonId: string) {
  return sections.flatMap(({ lessons }) => lessons).find(({ id }) => id === lessonId);
}
