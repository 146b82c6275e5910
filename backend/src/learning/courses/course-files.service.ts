import type { FileUse } from '@classy-book/contracts/file-desk';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { CourseRepository } from './course.repository.js';
import { isPublic } from './course.mapper.js';
import { CourseStoreService } from './course-store.service.js';

/** Who puts covers into courses, who sees them and what they are on; and who may bring the archive of a course. */
@Injectable()
export class CourseFilesService implements OnModuleInit {
  constructor(
    private readonly files: FilesPort,
    private readonly courses: CourseRepository,
    private readonly store: CourseStoreService,
  ) {}

  onModuleInit(): void {
    this.files.nameCoursesWith(async (ids) => {
      return new Map((await this.courses.titlesOf(ids)).map(({ _id, title }) => [_id.toHexString(), title]));
    });
    this.files.contribute(['cover'], {
      requireUpload: async (_purpose, courseId, principal) => {
        if (courseId === null) throw new AppError('NOT_FOUND', 'Say which course the cover is for.');
        await this.store.requireTaught(courseId, principal);
      },
      mayRead: async ({ courseId }, reader) => {
        const course = courseId === null ? null : await this.courses.find(courseId);
        if (course === null) return false;
        return isPublic(course) || (reader !== null && this.store.teaches(course, reader));
      },
      usesOf: async (ids) => await this.coverUses(ids),
    });
    this.files.contribute(['course_archive'], {
      requireUpload: (_purpose, _courseId, { permissions }) => {
        if (permissions.includes('courses:teach')) return Promise.resolve();
        return Promise.reject(new AppError('FORBIDDEN', 'Only teachers bring courses in.'));
      },
      mayRead: ({ ownerId }, reader) => Promise.resolve(reader?.userId === ownerId),
      // an import has copied the archive before it reads it
      usesOf: () => Promise.resolve(new Map()),
    });
  }

  private async coverUses(ids: readonly string[]): Promise<Map<string, FileUse[]>> {
    const uses = new Map<string, FileUse[]>();
    for (const { _id, title, coverFileId } of await this.courses.findByCovers(ids)) {
      if (coverFileId === null) continue;
      const use: FileUse = { kind: 'course_cover', title, courseId: _id.toHexString(), lessonId: null };
      uses.set(coverFileId, [...(uses.get(coverFileId) ?? []), use]);
    }
    return uses;
  }
}
