import type { Course } from '@classy-book/contracts/courses';
import { Injectable } from '@nestjs/common';
import type { EventFacts } from '../../common/events/identity-events.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { CourseNewsService } from '../courses/course-news.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { TeachingService } from '../courses/teaching.service.js';
import { CourseBundlesService } from './course-bundles.service.js';
import { CourseImportService } from './course-import.service.js';

const MAX_TITLE = 160;

/** New courses made of others. */
@Injectable()
export class TransferService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly teaching: TeachingService,
    private readonly bundles: CourseBundlesService,
    private readonly imports: CourseImportService,
    private readonly files: FilesPort,
    private readonly news: CourseNewsService,
  ) {}

  /**
   * A draft of the caller's with the drafts, quizzes and files of a course. The files are copies too: whichever course is
   * deleted, the other one stays whole.
   * @throws AppError NOT_FOUND, LIMIT_REACHED
   */
  async copy(id: string, caller: Caller): Promise<Course> {
    const course = await this.courses.requireTaught(id, caller.principal);
    await this.teaching.requireRoom(caller.principal.userId);
    const bundle = await this.bundles.collect(course);
    const named = { ...bundle, course: { ...bundle.course, title: copyTitle(course.title, course.language) } };
    const made = await this.bundles.create(named, async (file) => await this.files.open(file.id), caller);
    return await this.told('copied', made, caller, { from: id, fromCourse: course.title });
  }

  /**
   * A draft of the caller's made of an uploaded archive.
   * @throws AppError NOT_FOUND, LIMIT_REACHED, VALIDATION_FAILED with all that is wrong with the archive
   */
  async import(fileId: string, caller: Caller): Promise<Course> {
    await this.teaching.requireRoom(caller.principal.userId);
    return await this.told('imported', await this.imports.take(fileId, caller), caller, { archive: fileId });
  }

  private async told(change: 'copied' | 'imported', id: string, caller: Caller, facts: EventFacts): Promise<Course> {
    const course = await this.teaching.get(id, caller);
    await this.news.tellOf(change, course, caller, { facts });
    return course;
  }
}

function copyTitle(title: string, language: string): string {
  const suffix = language === 'ar' || language.startsWith('ar-') ? ' (نسخة)' : ' (copy)';
  return `${title.slice(0, MAX_TITLE - suffix.length).toWellFormed()}${suffix}`;
}
