import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FileUse } from '@classy-book/contracts/file-desk';
import type { FilePurpose } from '@classy-book/contracts/files';
import { AppError } from '../../common/response/app-error.js';
import { type FileReader, type FileRecord, type FileRules, FilesPort } from '../../performance/file/files.port.js';
import { CoursesPort } from '../courses/courses.port.js';
import { LessonsPort } from '../lessons/lessons.port.js';
import { LessonAccessService, type Person } from './lesson-access.service.js';

const PURPOSES: readonly FilePurpose[] = ['image', 'video', 'captions', 'document'];

/**
 * Who may put files into lessons, and who may read them: teachers of the course, and whoever may read a lesson whose
 * published text names the file. A file that only a draft names is for teachers alone.
 */
@Injectable()
export class LessonFilesService implements OnModuleInit, FileRules {
  constructor(
    private readonly files: FilesPort,
    private readonly courses: CoursesPort,
    private readonly lessons: LessonsPort,
    private readonly access: LessonAccessService,
  ) {}

  onModuleInit(): void {
    this.files.contribute(PURPOSES, this);
  }

  /** @throws AppError VALIDATION_FAILED without a course, NOT_FOUND for who does not teach it */
  async requireUpload(_purpose: FilePurpose, courseId: string | null, person: Person): Promise<void> {
    if (courseId === null) throw new AppError('VALIDATION_FAILED', 'Say which course the file is for: courseId.');
    await this.courses.requireTaught(courseId, person);
  }

  async usesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly FileUse[]>> {
    return await this.lessons.namingOf(ids);
  }

  async mayRead(file: FileRecord, reader: FileReader): Promise<boolean> {
    const own = file.courseId === null ? null : await this.courses.find(file.courseId);
    if (own !== null && reader !== null && this.courses.teaches(own, reader)) return true;
    const uses = (await this.lessons.usesOf(file.id)).filter(({ published }) => published);
    for (const courseId of new Set(uses.map((use) => use.courseId))) {
      const course = courseId === own?.id ? own : await this.courses.find(courseId);
      if (course === null) continue;
      const open = await this.access.openLessons(course, reader);
      if (uses.some((use) => use.courseId === courseId && open.has(use.lessonId))) return true;
    }
    return false;
  }
}
