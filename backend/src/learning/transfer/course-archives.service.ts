import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import yazl from 'yazl';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { CourseNewsService } from '../courses/course-news.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { ARCHIVE_FORMAT, ARCHIVE_VERSION, type CourseBundle, type Manifest } from './course-bundle.js';
import { CourseBundlesService } from './course-bundles.service.js';

/** An archive on its way out. */
export interface ArchiveOut {
  readonly stream: Readable;
  readonly filename: string;
}

const MAX_AT_ONCE = 3;
const BUSY_MS = 30_000;

/** Archives of courses: a zip with `course.json`, `lessons/`, `quizzes/` and `files/`, each under its id. */
@Injectable()
export class CourseArchivesService {
  private running = 0;

  constructor(
    private readonly courses: CoursesPort,
    private readonly bundles: CourseBundlesService,
    private readonly files: FilesPort,
    private readonly news: CourseNewsService,
    private readonly clock: Clock,
  ) {}

  /**
   * A course as an archive, streamed; that it was taken out is on record before it begins.
   * @throws AppError NOT_FOUND, RATE_LIMITED where three archives are being written already
   */
  async export(id: string, caller: Caller): Promise<ArchiveOut> {
    const course = await this.courses.requireTaught(id, caller.principal);
    if (this.running >= MAX_AT_ONCE) {
      throw new AppError('RATE_LIMITED', 'Three archives are being written already. Try again in half a minute.', {
        retryAt: new Date(this.clock.now().getTime() + BUSY_MS),
      });
    }
    this.running += 1;
    try {
      const bundle = await this.bundles.collect(course);
      const { lessons, quizzes, files } = bundle;
      const facts = { what: 'archive', lessons: lessons.length, quizzes: quizzes.length, files: files.length };
      await this.news.tellOf('exported', course, caller, { facts });
      const stream = this.write(bundle);
      stream.once('close', () => (this.running -= 1));
      return { stream, filename: `course-${id}.zip` };
    } catch (error) {
      this.running -= 1;
      throw error;
    }
  }

  private write({ course, sections, lessons, quizzes, files }: CourseBundle): Readable {
    const zip = new yazl.ZipFile();
    const stream = zip.outputStream as Readable;
    let current: Readable | undefined;
    stream.once('close', () => current?.destroy());
    zip.on('error', (error: Error) => stream.destroy(error));
    const manifest: Manifest = {
      ...{ format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, course, sections, files: [...files] },
      quizIds: quizzes.map(({ id }) => id),
    };
    zip.addBuffer(toJson(manifest), 'course.json');
    for (const { id, draft } of lessons) zip.addBuffer(toJson(draft), `lessons/${id}.json`);
    for (const { id, content } of quizzes) zip.addBuffer(toJson(content), `quizzes/${id}.json`);
    for (const { id } of files) {
      // one after the other, each opened when its turn has come; pictures and videos are packed as they are
      zip.addReadStreamLazy(`files/${id}`, { compress: false }, (answer) => {
        void this.files.open(id).then(
          (opened) => {
            current = opened;
            opened.once('error', (error) => stream.destroy(error));
            if (stream.destroyed) opened.destroy();
            else answer(null, opened);
          },
          (error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))),
        );
      });
    }
    zip.end();
    return stream;
  }
}

function toJson(value: object): Buffer {
  return Buffer.from(JSON.stringify(value, null, 2));
}
