import type { CoursePerson, PeopleCounts, PeopleFilter, PeopleQuery } from '@classy-book/contracts/course-people';
import type { EnrolmentStatus } from '@classy-book/contracts/enrolments';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type Export, FileExports } from '../../common/exports/file-exports.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { CoursesPort } from '../courses/courses.port.js';
import { EnrolmentRepository } from './enrolment.repository.js';
import { PeopleRepository } from './people.repository.js';
import { peoplePlaceOf, toPeopleQuery } from './people-query.js';
import { toPerson } from './person.mapper.js';

const EXPORT_PAGE = 500;
const COLUMNS = [
  'name',
  'email',
  'status',
  'source',
  'enrolledAt',
  'expiresAt',
  'completedAt',
  'lastActivityAt',
  'percent',
  'done',
  'total',
  'grade',
  'risk',
] as const;

/** The people of a course, as its teachers look through them. */
@Injectable()
export class PeopleService {
  private readonly exports = new FileExports(new Logger(PeopleService.name));

  constructor(
    private readonly courses: CoursesPort,
    private readonly people: PeopleRepository,
    private readonly enrolments: EnrolmentRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND for a course that the caller does not teach, VALIDATION_FAILED for a foreign cursor */
  async list(courseId: string, query: PeopleQuery, { principal }: Caller): Promise<Page<CoursePerson>> {
    await this.courses.requireTaught(courseId, principal);
    const now = this.clock.now();
    const found = await this.people.page(toPeopleQuery(courseId, query, now), query.limit + 1);
    const { items, pagination } = Page.from(found, query.limit, (one) => peoplePlaceOf(one, query.sort));
    return new Page(
      items.map((one) => toPerson(one, now)),
      pagination,
    );
  }

  /** @throws AppError NOT_FOUND, for an enrolment of another course as well */
  async find(courseId: string, id: string, { principal }: Caller): Promise<CoursePerson> {
    await this.courses.requireTaught(courseId, principal);
    const found = await this.enrolments.findById(id);
    if (found?.courseId !== courseId) throw new AppError('NOT_FOUND', 'There is no such person in this course.');
    return toPerson(found, this.clock.now());
  }

  /** @throws AppError NOT_FOUND */
  async counts(courseId: string, { principal }: Caller): Promise<PeopleCounts> {
    await this.courses.requireTaught(courseId, principal);
    const counts = await this.people.countByStatus(courseId, this.clock.now());
    const of = (status: EnrolmentStatus): number => counts.get(status) ?? 0;
    const total = [...counts].reduce((sum, [status, people]) => (status === 'removed' ? sum : sum + people), 0);
    return { total, pending: of('pending'), active: of('active'), completed: of('completed') };
  }

  /**
   * Begins an export of those that a filter keeps, by name, recorded in the audit log.
   * @throws AppError NOT_FOUND, RATE_LIMITED where three exports run already
   */
  async export(courseId: string, filter: PeopleFilter, caller: Caller): Promise<Export> {
    const { actor, origin, principal } = caller;
    await this.courses.requireTaught(courseId, principal);
    const plan = {
      name: 'people',
      columns: COLUMNS,
      pages: this.pages(courseId, filter),
      toCells: (person: CoursePerson) => COLUMNS.map((column) => person[column]),
      record: async (rows: number) => {
        const told = { ...filter, courseId };
        await this.events.publish('records.exported', { resource: 'course_people', filter: told, rows, actor, origin });
      },
    };
    return await this.exports.start(plan, this.clock.now());
  }

  private async *pages(courseId: string, filter: PeopleFilter): AsyncGenerator<readonly CoursePerson[]> {
    const sort = 'name';
    let cursor: string | undefined;
    for (;;) {
      const now = this.clock.now();
      const found = await this.people.page(toPeopleQuery(courseId, { ...filter, sort, cursor }, now), EXPORT_PAGE);
      yield found.map((one) => toPerson(one, now));
      const last = found.at(-1);
      if (last === undefined || found.length < EXPORT_PAGE) return;
      cursor = peoplePlaceOf(last, sort);
    }
  }
}
