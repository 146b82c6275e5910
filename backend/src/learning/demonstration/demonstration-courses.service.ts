import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import sharp from 'sharp';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { CourseStandingService } from '../courses/course-standing.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { CourseBundlesService } from '../transfer/course-bundles.service.js';
import type { WrittenCourse } from './demonstration-course.js';
import { toBundle } from './written-bundle.js';

/** Makes courses that were written down in the program, by the same way as those of archives, and publishes them. */
@Injectable()
export class DemonstrationCoursesService {
  constructor(
    private readonly bundles: CourseBundlesService,
    private readonly standing: CourseStandingService,
    private readonly courses: CoursesPort,
  ) {}

  /** Answers the id of the course, which is published then. */
  async make(written: WrittenCourse, teacher: Caller): Promise<string> {
    const { drawings, ...bundle } = toBundle(written);
    const open = async ({ id }: { readonly id: string }): Promise<Readable> =>
      Readable.from([
        await sharp(Buffer.from(drawings.get(id) ?? ''))
          .png()
          .toBuffer(),
      ]);
    const courseId = await this.bundles.create(bundle, open, teacher);
    const { version } = await this.courses.requireTaught(courseId, teacher.principal);
    await this.standing.setState(courseId, { version, state: 'published' }, teacher);
    return courseId;
  }
}
