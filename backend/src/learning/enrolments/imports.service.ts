import type { CourseImport, ImportRequest, ImportResult, ImportRow } from '@classy-book/contracts/course-people';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { actorName } from '../../common/events/actor.js';
import { type Export, FileExports } from '../../common/exports/file-exports.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { DatabaseService } from '../../database/database.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { requireOpenCourse } from './course-doors.js';
import { EnrolmentImportRepository } from './enrolment-import.repository.js';
import type { EnrolmentImportDocument } from './enrolment-import.schema.js';
import { ImportRunnerService } from './import-runner.service.js';
import { CHUNK, chunksOf, countsOf, firstRows, toRow } from './import-rows.js';
import { readRoster } from './roster-file.js';

const MAX_LISTED = 20;
const KEPT_MS = 30 * 86_400_000;
const COLUMNS = ['line', 'email', 'name', 'expires', 'result'] as const;

/** Imports of people from CSV files. */
@Injectable()
export class ImportsService {
  private readonly exports = new FileExports(new Logger(ImportsService.name));

  constructor(
    private readonly courses: CoursesPort,
    private readonly imports: EnrolmentImportRepository,
    private readonly runner: ImportRunnerService,
    private readonly database: DatabaseService,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins an import, which goes on when this has answered; or says what it would do.
   * @throws AppError NOT_FOUND, CONFLICT for an archived course, VALIDATION_FAILED for a file that is no roster
   */
  async start(courseId: string, { csv, dryRun, invite }: ImportRequest, caller: Caller): Promise<CourseImport> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    requireOpenCourse(course);
    const createdAt = this.clock.now();
    const read = readRoster(csv, createdAt);
    const { actor, origin } = caller;
    const by = actorName(actor);
    if (dryRun) {
      const rows = await this.runner.preview(read, { course, invite }, caller);
      const facts = { total: rows.length, processed: rows.length, counts: countsOf(rows), rows: firstRows(rows) };
      return { id: null, state: 'preview', ...facts, by, createdAt: createdAt.toISOString(), finishedAt: null };
    }
    const made = {
      ...{ courseId, state: 'waiting' as const, invite, total: read.length, by, actor, origin },
      ...{ lease: null, leaseEnd: createdAt, tries: 0, createdAt, finishedAt: null },
      purgeAt: new Date(createdAt.getTime() + KEPT_MS),
    };
    const chunks = chunksOf(read, CHUNK).map((rows) => ({ rows, counts: {} }));
    const stored = await this.database.transaction(async (session) => await this.imports.insert(made, chunks, session));
    this.runner.wake();
    return toImport(stored, 0, {}, []);
  }

  /** The last imports of a course, without their rows. @throws AppError NOT_FOUND */
  async list(courseId: string, { principal }: Caller): Promise<CourseImport[]> {
    await this.courses.requireTaught(courseId, principal);
    const found = await this.imports.list(courseId, MAX_LISTED);
    return await Promise.all(found.map(async (one) => await this.withCounts(one, [])));
  }

  /** How far an import is, and what came of its rows so far. @throws AppError NOT_FOUND */
  async find(courseId: string, id: string, { principal }: Caller): Promise<CourseImport> {
    const found = await this.require(courseId, id, principal);
    return await this.withCounts(found, await this.notableRows(id));
  }

  /** The whole report, row by row. @throws AppError NOT_FOUND, RATE_LIMITED where three exports run already */
  async report(courseId: string, id: string, { principal }: Caller): Promise<Export> {
    await this.require(courseId, id, principal);
    const plan = {
      name: 'import',
      columns: COLUMNS,
      pages: this.pages(id),
      toCells: (row: ImportRow) => COLUMNS.map((column) => row[column]),
      // it holds nothing but what the same teacher sent
      record: async () => {
        await Promise.resolve();
      },
    };
    return await this.exports.start(plan, this.clock.now());
  }

  private async require(
    courseId: string,
    id: string,
    principal: Caller['principal'],
  ): Promise<EnrolmentImportDocument> {
    await this.courses.requireTaught(courseId, principal);
    const found = await this.imports.find(courseId, id);
    if (found === null) throw new AppError('NOT_FOUND', 'There is no such import. Reports are kept for 30 days.');
    return found;
  }

  private async withCounts(found: EnrolmentImportDocument, rows: readonly ImportRow[]): Promise<CourseImport> {
    const chunks = await this.imports.countsOf(found._id.toHexString());
    const counts: Partial<Record<ImportResult, number>> = {};
    let processed = 0;
    for (const chunk of chunks.filter(({ done }) => done)) {
      for (const [result, rowsOf] of Object.entries(chunk.counts) as [ImportResult, number][]) {
        counts[result] = (counts[result] ?? 0) + rowsOf;
        processed += rowsOf;
      }
    }
    return toImport(found, processed, counts, rows);
  }

  private async notableRows(id: string): Promise<ImportRow[]> {
    const rows: ImportRow[] = [];
    for await (const page of this.pages(id)) rows.push(...page);
    return firstRows(rows);
  }

  private async *pages(id: string): AsyncGenerator<readonly ImportRow[]> {
    for (let index = -1; ;) {
      const chunk = await this.imports.chunkAfter(id, index);
      if (chunk === null) return;
      yield chunk.rows.map(toRow);
      index = chunk.index;
    }
  }
}

function toImport(
  found: EnrolmentImportDocument,
  processed: number,
  counts: CourseImport['counts'],
  rows: readonly ImportRow[],
): CourseImport {
  const { state, total, by, createdAt, finishedAt } = found;
  return {
    id: found._id.toHexString(),
    ...{ state, total, processed, counts, rows: [...rows], by },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
