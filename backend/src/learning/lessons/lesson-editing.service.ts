import { isDeepStrictEqual } from 'node:util';
import type { Lesson, SavedDraft, SaveDraftRequest } from '@classy-book/contracts/lessons';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { CourseViewsService } from '../courses/course-views.service.js';
import { DraftChecksService } from './draft-checks.service.js';
import { fileIdsOf } from './lesson-content.js';
import { LessonStoreService, type OpenedLesson } from './lesson-store.service.js';

/** Lessons as teachers write them. */
@Injectable()
export class LessonEditingService {
  constructor(
    private readonly store: LessonStoreService,
    private readonly checks: DraftChecksService,
    private readonly views: CourseViewsService,
    private readonly files: FilesPort,
  ) {}

  /** @throws AppError NOT_FOUND */
  async get(id: string, { principal }: Caller): Promise<Lesson> {
    const lesson = await this.store.open(id, principal);
    const { course, revision, draft, savedAt, savedBy, published } = lesson;
    const [files, names] = await Promise.all([
      this.files.describe(fileIdsOf(draft.blocks), principal),
      this.views.namesOf(savedBy === null ? [] : [savedBy]),
    ]);
    return {
      ...{ id, courseId: course.id, courseTitle: course.title, courseSlug: course.slug },
      ...{ courseVersion: course.version, language: course.language, revision, draft, files },
      published: published === null ? null : { revision: published.revision, at: published.at.toISOString() },
      savedAt: savedAt.toISOString(),
      savedBy: names.get(savedBy ?? '') ?? '',
    };
  }

  /**
   * Stores a draft. Sent once more after its answer was lost it is answered as if it had not been.
   * @throws AppError NOT_FOUND, STALE, LIMIT_REACHED, VALIDATION_FAILED with the blocks that cannot be stored
   */
  async save(id: string, { revision, draft: sent }: SaveDraftRequest, { principal }: Caller): Promise<SavedDraft> {
    const lesson = await this.store.open(id, principal);
    const draft = await this.checks.measured(this.checks.clean(sent), lesson.draft);
    if (isStored(lesson, revision, principal.userId) && isDeepStrictEqual(lesson.draft, draft)) {
      return { revision: lesson.revision, savedAt: lesson.savedAt.toISOString(), draft };
    }
    await this.store.requireCurrent(lesson, revision);
    await this.checks.requireNamed(id, lesson.course.id, draft, lesson.revision === 0 ? null : lesson.draft);
    await this.checks.requireRoom(id, lesson.course.id, draft);
    const saved = await this.store.write(lesson, { draft, by: principal.userId, reason: 'saved' });
    return { revision: saved.revision, savedAt: saved.savedAt.toISOString(), draft };
  }
}

// what was read is what is sent, or this very person's last save was based on it
function isStored(lesson: OpenedLesson, revision: number, userId: string): boolean {
  if (lesson.revision === 0) return false;
  return lesson.revision === revision || (lesson.revision === revision + 1 && lesson.savedBy === userId);
}
