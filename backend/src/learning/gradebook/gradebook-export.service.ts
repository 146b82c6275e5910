import type { GradebookExportQuery, GradebookRow } from '@classy-book/contracts/gradebook';
import { MAX_PAGE_SIZE } from '@classy-book/contracts/primitives';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type Export, FileExports } from '../../common/exports/file-exports.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { gradedItems } from '../grades/grades.port.js';
import { GradebookService } from './gradebook.service.js';

/** The gradebook as a file, page by page, so that its size costs no memory. */
@Injectable()
export class GradebookExportService {
  private readonly exports = new FileExports(new Logger(GradebookExportService.name));

  constructor(
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly gradebook: GradebookService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND where the caller does not teach the course, RATE_LIMITED where three exports run already */
  async export(courseId: string, query: GradebookExportQuery, caller: Caller): Promise<Export> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    const items = gradedItems(course);
    return await this.exports.start<GradebookRow>(
      {
        name: `grades-${course.id}`,
        columns: ['name', 'email', 'status', 'progress', 'grade', ...items.map(({ title }) => title)],
        pages: this.pages(course.id, query),
        toCells: ({ name, email, status, progress, grade, cells }) => {
          const percents = new Map(cells.map(({ blockId, percent }) => [blockId, percent]));
          return [name, email, status, progress, grade, ...items.map(({ blockId }) => percents.get(blockId) ?? null)];
        },
        record: async (rows) => {
          await this.events.publish('course.changed', {
            change: 'exported',
            courseId: course.id,
            course: course.title,
            facts: { what: 'grades', rows },
            actor: caller.actor,
            origin: caller.origin,
          });
        },
      },
      this.clock.now(),
    );
  }

  private async *pages(courseId: string, query: GradebookExportQuery): AsyncGenerator<readonly GradebookRow[]> {
    let cursor: string | undefined;
    do {
      const { items, pagination } = await this.enrolments.learners(courseId, {
        ...query,
        cursor,
        limit: MAX_PAGE_SIZE,
      });
      yield await this.gradebook.rowsOf(courseId, items);
      cursor = pagination.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}
