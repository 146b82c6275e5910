import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { CourseRepository } from './course.repository.js';
import { isPublic } from './course.mapper.js';
import { CourseStoreService } from './course-store.service.js';

/** Who puts covers into courses and who sees them; and who may bring the archive of a course. */
@Injectable()
export class CourseFilesService implements OnModuleInit {
  constructor(
    private readonly files: FilesPort,
    private readonly courses: CourseRepository,
    private readonly store: CourseStoreService,
  ) {}

  onModuleInit(): void {
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
    });
    this.files.contribute(['course_archive'], {
      requireUpload: (_purpose, _courseId, { permissions }) => {
        if (permissions.includes('courses:teach')) return Promise.resolve();
        return Promise.reject(new AppError('FORBIDDEN', 'Only teachers bring courses in.'));
      },
      mayRead: ({ ownerId }, reader) => Promise.resolve(reader?.userId === ownerId),
    });
  }
}
