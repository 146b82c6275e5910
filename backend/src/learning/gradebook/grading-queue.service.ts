import type { GradingQueueQuery, GradingRow } from '@classy-book/contracts/gradebook';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/http/request-context.js';
import { readSortCursor, writeSortCursor } from '../../common/pagination/sort-cursor.js';
import { Page } from '../../common/response/page.js';
import { SubmissionRecordsService } from '../assignments/submission-records.service.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { GradedPeopleService } from '../grades/graded-people.service.js';
import { gradedItems } from '../grades/grades.port.js';
import { AttemptRecordsService } from '../quiz-attempts/attempt-records.service.js';

const SORT = 'submitted';

interface Waiting {
  readonly id: string;
  readonly kind: GradingRow['kind'];
  readonly enrolmentId: string;
  readonly blockId: string;
  readonly number: number;
  readonly submittedAt: Date;
}

/** What waits for the teachers of a course: attempts with essays and submissions in one line, oldest first. */
@Injectable()
export class GradingQueueService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly attempts: AttemptRecordsService,
    private readonly submissions: SubmissionRecordsService,
    private readonly people: GradedPeopleService,
  ) {}

  /** @throws AppError NOT_FOUND where the caller does not teach the course, VALIDATION_FAILED for a cursor that is none */
  async page(courseId: string, query: GradingQueueQuery, principal: Principal): Promise<Page<GradingRow>> {
    const course = await this.courses.requireTaught(courseId, principal);
    const from = { blockId: query.blockId, after: placeOf(query.cursor) };
    const most = query.limit + 1;
    const [attempts, submissions] = await Promise.all([
      this.attempts.waiting(course.id, from, most),
      this.submissions.waiting(course.id, from, most),
    ]);
    const waiting = [
      ...attempts.flatMap((one) => toWaiting('quiz', one)),
      ...submissions.flatMap((one) => toWaiting('assignment', one)),
    ].sort(byAge);
    const page = Page.from(waiting, query.limit, ({ submittedAt, id }) =>
      writeSortCursor({ sort: SORT, value: submittedAt.getTime(), id }),
    );
    return new Page(await this.rowsOf(course, page.items), page.pagination);
  }

  private async rowsOf(course: CourseRecord, waiting: readonly Waiting[]): Promise<GradingRow[]> {
    const people = await this.people.find(waiting.map(({ enrolmentId }) => enrolmentId));
    const items = new Map(gradedItems(course).map((item) => [item.blockId, item]));
    return waiting.map(({ id, kind, blockId, enrolmentId, submittedAt, number }) => ({
      ...{ id, kind, blockId, enrolmentId, number },
      title: items.get(blockId)?.title ?? '',
      lesson: items.get(blockId)?.lesson ?? '',
      name: people.get(enrolmentId)?.name ?? '',
      email: people.get(enrolmentId)?.email ?? '',
      submittedAt: submittedAt.toISOString(),
    }));
  }
}

function toWaiting(
  kind: Waiting['kind'],
  {
    id,
    enrolmentId,
    blockId,
    number,
    submittedAt,
  }: Omit<Waiting, 'kind' | 'submittedAt'> & { submittedAt: Date | null },
): Waiting[] {
  return submittedAt === null ? [] : [{ id, kind, enrolmentId, blockId, number, submittedAt }];
}

function byAge(a: Waiting, b: Waiting): number {
  return a.submittedAt.getTime() - b.submittedAt.getTime() || (a.id < b.id ? -1 : 1);
}

function placeOf(cursor: string | undefined): { at: Date; id: string } | null {
  if (cursor === undefined) return null;
  const { value, id } = readSortCursor(cursor, SORT, 'number');
  return { at: new Date(Number(value)), id };
}
