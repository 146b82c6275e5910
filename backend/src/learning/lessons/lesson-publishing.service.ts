import type { Lesson } from '@classy-book/contracts/lessons';
import { Injectable } from '@nestjs/common';
import type { EventFacts } from '../../common/events/identity-events.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { CourseNewsService } from '../courses/course-news.service.js';
import { QuizzesPort } from '../quizzes/quizzes.port.js';
import { DraftChecksService } from './draft-checks.service.js';
import { quizIdsOf, withLengths } from './lesson-content.js';
import { LessonEditingService } from './lesson-editing.service.js';
import { LessonStoreService, type OpenedLesson } from './lesson-store.service.js';
import type { PublishedBody } from './lesson.schema.js';

/** Puts lessons in force for learners, and takes them back. */
@Injectable()
export class LessonPublishingService {
  constructor(
    private readonly store: LessonStoreService,
    private readonly editing: LessonEditingService,
    private readonly checks: DraftChecksService,
    private readonly quizzes: QuizzesPort,
    private readonly news: CourseNewsService,
  ) {}

  /**
   * Puts the draft in force, with its quizzes.
   * @throws AppError NOT_FOUND, STALE, VALIDATION_FAILED with the blocks that learners could not use
   */
  async publish(id: string, revision: number, caller: Caller): Promise<Lesson> {
    const lesson = await this.store.open(id, caller.principal);
    const { course, draft, published } = lesson;
    await this.store.requireCurrent(lesson, revision);
    await this.putInForce(lesson, caller);
    const after = factsOf({ revision, content: draft });
    const about = { id, title: draft.title };
    await this.news.tellOfLesson('published', course, about, caller, { before: factsOf(published), after });
    return await this.editing.get(id, caller);
  }

  /**
   * Puts the drafts of new lessons in force, those that learners could use; the others stay drafts. Tells of none of them:
   * whoever made them tells of all.
   */
  async publishNew(ids: readonly string[], caller: Caller): Promise<void> {
    for (const id of ids) {
      try {
        await this.putInForce(await this.store.open(id, caller.principal), caller);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }
  }

  /** @throws AppError NOT_FOUND, STALE */
  async unpublish(id: string, revision: number, caller: Caller): Promise<Lesson> {
    const lesson = await this.store.open(id, caller.principal);
    const { course, draft, published } = lesson;
    await this.store.requireCurrent(lesson, revision);
    if (published !== null) {
      await this.store.unpublish(lesson);
      const told = { before: factsOf(published), after: null };
      await this.news.tellOfLesson('unpublished', course, { id, title: draft.title }, caller, told);
    }
    return await this.editing.get(id, caller);
  }

  private async putInForce(lesson: OpenedLesson, { principal }: Caller): Promise<void> {
    const { course } = lesson;
    const lengths = await this.checks.lengthsOf(lesson.draft.blocks);
    const draft = withLengths(lesson.draft, lengths);
    await this.checks.requireFinished(course.id, draft);
    await this.store.publish(
      lesson,
      { by: principal.userId, lengths },
      async (session) => await this.quizzes.publish(course.id, quizIdsOf(draft.blocks), session),
    );
  }
}

function factsOf(published: Pick<PublishedBody, 'revision' | 'content'> | null): EventFacts | null {
  if (published === null) return null;
  const { revision, content } = published;
  const { title, minutes, required, rules, blocks } = content;
  return { revision, title, minutes, required, rules: rules.map(({ kind }) => kind), blocks: blocks.length };
}
