import type { LessonProgress, WatchedRequest } from '@classy-book/contracts/learn';
import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import { CourseCompletionsService } from './course-completions.service.js';
import type { CourseStanding, LessonStanding } from './course-standing.js';
import { toLessonProgress } from './learn.mapper.js';
import { LessonAccessService, openLesson, type Person } from './lesson-access.service.js';
import { OutlineChangesService } from './outline-changes.service.js';
import { noSuchLesson } from './progress.errors.js';
import { type Deed, ProgressRecordsService } from './progress-records.service.js';

/** The lesson that something is done in. */
export interface LessonPlace {
  readonly course: string;
  readonly lessonId: string;
}

/**
 * What learners do in lessons. Whether the lesson is open is looked at in the transaction that writes. For teachers nothing
 * is recorded: they are answered how things stand.
 */
@Injectable()
export class LearnRecordsService {
  constructor(
    private readonly access: LessonAccessService,
    private readonly records: ProgressRecordsService,
    private readonly completions: CourseCompletionsService,
    private readonly outlines: OutlineChangesService,
    private readonly database: DatabaseService,
  ) {}

  /** Somebody opened a lesson, and goes on there. @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED */
  async view(place: LessonPlace, person: Person): Promise<LessonProgress> {
    const { lessonId } = place;
    return await this.record(place, person, {
      fact: { kind: 'viewed' },
      // who comes back to a lesson goes on in its video where it was left
      resume: (before) => (before?.lessonId === lessonId ? before : { lessonId, blockId: null, seconds: 0 }),
    });
  }

  /** Somebody marked a lesson as done. @throws AppError as `view` */
  async mark(place: LessonPlace, person: Person): Promise<LessonProgress> {
    return await this.record(place, person, { fact: { kind: 'marked' } });
  }

  /** Somebody watched parts of a video. @throws AppError as `view`; NOT_FOUND where the lesson has no such video */
  async watch(
    place: LessonPlace,
    blockId: string,
    { ranges, seconds }: WatchedRequest,
    person: Person,
  ): Promise<LessonProgress> {
    const { lessonId } = place;
    return await this.record(place, person, {
      fact: { kind: 'watched', blockId, ranges, seconds },
      resume: () => ({ lessonId, blockId, seconds }),
      check: ({ lesson }) => {
        if (!lesson.published.videos.some((video) => video.blockId === blockId)) throw noSuchLesson();
      },
    });
  }

  private async record(
    { course: reference, lessonId }: LessonPlace,
    person: Person,
    { check, ...deed }: Pick<Deed, 'fact' | 'resume'> & { readonly check?: (lesson: LessonStanding) => void },
  ): Promise<LessonProgress> {
    const { course, enrolment } = await this.access.attend(reference, person);
    const checked = (standing: CourseStanding): void => {
      const lesson = openLesson(standing, lessonId);
      check?.(lesson);
    };
    if (enrolment === null) return await this.answerTeacher(course.id, lessonId, person, check);
    const recorded = await this.database.transaction(
      async (session) => await this.records.record(enrolment.id, { lessonId, check: checked, ...deed }, session),
    );
    this.outlines.follow(recorded.course);
    if (recorded.completes) await this.completions.tell(enrolment.id);
    return toLessonProgress(recorded, openLesson(recorded.after, lessonId));
  }

  private async answerTeacher(
    courseId: string,
    lessonId: string,
    person: Person,
    check: ((lesson: LessonStanding) => void) | undefined,
  ): Promise<LessonProgress> {
    const { course, standing, lesson } = await this.access.requireOpen(courseId, lessonId, person);
    check?.(lesson);
    return toLessonProgress({ course, completedAt: null, completes: false, before: standing, after: standing }, lesson);
  }
}
