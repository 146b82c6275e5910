import type { SavedNote, SaveNoteRequest } from '@classy-book/contracts/learn';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { AppError } from '../../common/response/app-error.js';
import { LessonAccessService, type Person } from './lesson-access.service.js';
import { LessonNoteRepository } from './lesson-note.repository.js';
import { nothingRecorded } from './progress.errors.js';

/** What learners write down for themselves, lesson by lesson: nobody else reads it, and a reset leaves it. */
@Injectable()
export class LessonNotesService {
  constructor(
    private readonly access: LessonAccessService,
    private readonly notes: LessonNoteRepository,
    private readonly clock: Clock,
  ) {}

  /** The note of somebody who may read the lesson: the caller has checked that. */
  async read(userId: string, lessonId: string): Promise<{ text: string; revision: number }> {
    return (await this.notes.find(userId, lessonId)) ?? { text: '', revision: 0 };
  }

  /**
   * The caller's own note.
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED
   */
  async note(reference: string, lessonId: string, person: Person): Promise<{ text: string; revision: number }> {
    await this.access.requireOpen(reference, lessonId, person);
    return await this.read(person.userId, lessonId);
  }

  /**
   * Saves the caller's own note.
   * @throws AppError STALE where it was saved elsewhere meanwhile; FORBIDDEN for teachers; as `note`
   */
  async save(
    reference: string,
    lessonId: string,
    { text, revision }: SaveNoteRequest,
    person: Person,
  ): Promise<SavedNote> {
    const { course, enrolment } = await this.access.requireOpen(reference, lessonId, person);
    if (enrolment === null) throw nothingRecorded();
    const savedAt = this.clock.now();
    const note = { userId: person.userId, lessonId, courseId: course.id, text, revision };
    if (!(await this.notes.save(note, savedAt))) {
      throw new AppError('STALE', 'This note was saved in another tab or on another device. Load it again first.');
    }
    return { revision: revision + 1, savedAt: savedAt.toISOString() };
  }
}
