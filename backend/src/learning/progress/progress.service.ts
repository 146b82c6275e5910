import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import type { CourseRecord } from '../courses/courses.port.js';
import { CourseCompletionsService } from './course-completions.service.js';
import { LessonCountsRepository } from './lesson-counts.repository.js';
import { LessonAccessService, type Person } from './lesson-access.service.js';
import { ProgressPartsService } from './progress-parts.service.js';
import {
  type LessonCounts,
  ProgressPort,
  type LessonFact,
  type OpenLesson,
  type ProgressPart,
} from './progress.port.js';
import { ProgressRecordsService } from './progress-records.service.js';

/** Progress, for the other features of learning. */
@Injectable()
export class ProgressService extends ProgressPort {
  constructor(
    private readonly access: LessonAccessService,
    private readonly records: ProgressRecordsService,
    private readonly completions: CourseCompletionsService,
    private readonly parts: ProgressPartsService,
    private readonly lessonCounts: LessonCountsRepository,
  ) {
    super();
  }

  async requireOpen(courseReference: string, lessonId: string, principal: Person): Promise<OpenLesson> {
    const { course, enrolment, lesson } = await this.access.requireOpen(courseReference, lessonId, principal);
    return { course, enrolment, lesson: lesson.lesson };
  }

  async openLessons(course: CourseRecord, principal: Person | null): Promise<ReadonlySet<string>> {
    return await this.access.openLessons(course, principal);
  }

  async note(enrolmentId: string, lessonId: string, fact: LessonFact, session: ClientSession): Promise<void> {
    await this.records.record(enrolmentId, { lessonId, fact }, session);
  }

  async settle(enrolmentId: string): Promise<void> {
    await this.completions.tell(enrolmentId);
  }

  async countsByLesson(courseId: string): Promise<ReadonlyMap<string, LessonCounts>> {
    return await this.lessonCounts.ofCourse(courseId);
  }

  contribute(part: ProgressPart): void {
    this.parts.add(part);
  }
}
