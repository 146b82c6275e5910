import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { HtmlCleanerService } from '../../security/sanitization/html-cleaner.service.js';
import { DraftChecksService } from '../lessons/draft-checks.service.js';
import { ArchiveProblems, openArchive } from './archive-reader.js';
import { misfits } from './bundle-checks.js';
import type { CourseBundle } from './course-bundle.js';
import { CourseBundlesService } from './course-bundles.service.js';

const MAX_TOLD = 20;
const LEFT_OVER_MS = 86_400_000;

/** Makes courses of archives. Whatever an archive says is checked like what a teacher types. */
@Injectable()
export class CourseImportService implements OnApplicationBootstrap {
  private readonly logger = new Logger(CourseImportService.name);
  private readonly folder: string;

  constructor(
    private readonly bundles: CourseBundlesService,
    private readonly files: FilesPort,
    private readonly checks: DraftChecksService,
    private readonly html: HtmlCleanerService,
    @Inject(APP_CONFIG) { dataDir }: AppConfig,
  ) {
    this.folder = join(dataDir, 'files', 'archives');
  }

  /** Clears away what imports left whose process died; nothing takes a day. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      for (const name of await readdir(this.folder)) {
        const path = join(this.folder, name);
        if (Date.now() - (await stat(path)).mtimeMs > LEFT_OVER_MS) await rm(path, { force: true });
      }
    } catch (error) {
      // there was no import yet, or another process clears away too
      this.logger.debug({ err: error }, 'nothing to clear away after imports');
    }
  }

  /**
   * Makes a draft of an archive that the caller uploaded; the archive is deleted then.
   * @returns the id of the course
   * @throws AppError NOT_FOUND, VALIDATION_FAILED with a list of all that is wrong, and what storing the files refuses
   */
  async take(fileId: string, caller: Caller): Promise<string> {
    const [file] = await this.files.find([fileId]);
    if (file?.purpose !== 'course_archive' || file.ownerId !== caller.principal.userId) {
      throw new AppError('NOT_FOUND', 'There is no such archive of yours. Upload it once more.');
    }
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, `${randomUUID()}.zip`);
    try {
      await pipeline(await this.files.open(fileId), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      const id = await this.read(path, caller);
      await this.files.remove([fileId], caller);
      return id;
    } catch (error) {
      throw error instanceof ArchiveProblems ? refused(error.problems) : error;
    } finally {
      await rm(path, { force: true });
    }
  }

  private async read(path: string, caller: Caller): Promise<string> {
    const { size } = await stat(path);
    const archive = await openArchive(path, size);
    try {
      const bundle = this.cleaned(archive.bundle);
      return await this.bundles.create(bundle, async ({ id }) => await archive.openFile(id), caller);
    } finally {
      archive.close();
    }
  }

  private cleaned(bundle: CourseBundle): CourseBundle {
    const problems = misfits(bundle);
    const lessons = bundle.lessons.map(({ id, draft }) => {
      try {
        return { id, draft: this.checks.clean(draft) };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const [first] = error.options.details ?? [];
        problems.push(`Lesson “${draft.title}”: ${first?.path ?? ''} ${first?.message ?? error.message}.`);
        return { id, draft };
      }
    });
    if (problems.length > 0) throw new ArchiveProblems(problems);
    const { course } = bundle;
    return { ...bundle, lessons, course: { ...course, description: this.html.clean(course.description) } };
  }
}

function refused(problems: readonly string[]): AppError {
  const [first = ''] = problems;
  const more = problems.length > 1 ? ` (and ${String(problems.length - 1)} more)` : '';
  return new AppError('VALIDATION_FAILED', `The archive cannot be taken over. ${first}${more}`, {
    details: problems.slice(0, MAX_TOLD).map((message) => ({ path: 'fileId', message })),
  });
}
