import type { AnalyticsExportQuery, AnalyticsQuery, CourseAnalytics } from '@classy-book/contracts/analytics';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type Export, FileExports } from '../../common/exports/file-exports.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { CoursesPort, type CourseRecord, publishedLessons } from '../courses/courses.port.js';
import { type EnrolmentFigure, EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { GradesPort } from '../grades/grades.port.js';
import { type LessonCounts, ProgressPort } from '../progress/progress.port.js';
import { activityOf, enrolmentsOf, standingsOf, timesOf } from './analytics-figures.js';

const KEPT_MS = 60_000;
const MAX_KEPT = 50;

type Averages = Awaited<ReturnType<GradesPort['averages']>>;

/** What is read of a course, whoever asks and in whatever pieces. */
interface Material {
  readonly at: Date;
  readonly learners: CourseAnalytics['learners'];
  readonly times: CourseAnalytics['times'];
  readonly activity: CourseAnalytics['activity'];
  readonly moments: readonly EnrolmentFigure[];
  readonly lessons: ReadonlyMap<string, LessonCounts>;
  readonly grades: Averages;
}

/** How a course goes: who comes, who gets how far, and who may not finish. */
@Injectable()
export class AnalyticsService {
  private readonly exports = new FileExports(new Logger(AnalyticsService.name));
  // one reading for many looks: all who ask within a minute share it, those at once too
  private readonly kept = new LRUCache<string, Promise<Material>>({ max: MAX_KEPT, ttl: KEPT_MS });

  constructor(
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly progress: ProgressPort,
    private readonly grades: GradesPort,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** The figures of a course, at most a minute old. @throws AppError NOT_FOUND for a course that the caller does not teach */
  async of(courseId: string, { bucket, offset }: AnalyticsQuery, { principal }: Caller): Promise<CourseAnalytics> {
    const course = await this.courses.requireTaught(courseId, principal);
    const { at, learners, times, activity, moments, lessons, grades } = await this.material(courseId);
    return {
      computedAt: at.toISOString(),
      ...{ learners, times, activity },
      enrolments: enrolmentsOf(moments, bucket, offset, at),
      lessons: lessonRows(course, lessons),
      grades: gradeRows(course, grades),
    };
  }

  /**
   * One of the tables as CSV, recorded in the audit log.
   * @throws AppError NOT_FOUND, RATE_LIMITED where three exports run already
   */
  async export(courseId: string, { table, ...query }: AnalyticsExportQuery, caller: Caller): Promise<Export> {
    const analytics = await this.of(courseId, query, caller);
    const rows: readonly Readonly<Record<string, string | number | null>>[] =
      table === 'times' ? analytics.times.histogram : analytics[table];
    const columns = COLUMNS[table];
    const { actor, origin } = caller;
    const plan = {
      name: `analytics-${table}`,
      columns,
      pages: once(rows),
      toCells: (row: Readonly<Record<string, string | number | null>>) => columns.map((column) => row[column] ?? null),
      record: async (count: number) => {
        const filter = { courseId, table };
        await this.events.publish('records.exported', { resource: 'analytics', filter, rows: count, actor, origin });
      },
    };
    return await this.exports.start(plan, this.clock.now());
  }

  private async material(courseId: string): Promise<Material> {
    const known = this.kept.get(courseId);
    if (known !== undefined) return await known;
    const reading = this.read(courseId);
    this.kept.set(courseId, reading);
    // what failed is asked for again
    reading.catch(() => this.kept.delete(courseId));
    return await reading;
  }

  private async read(courseId: string): Promise<Material> {
    const at = this.clock.now();
    const [figures, lessons, grades] = await Promise.all([
      this.enrolments.figures(courseId),
      this.progress.countsByLesson(courseId),
      this.grades.averages(courseId),
    ]);
    const activity = activityOf(figures, at);
    return { at, learners: standingsOf(figures), times: timesOf(figures), activity, moments: figures, lessons, grades };
  }
}

const COLUMNS: Readonly<Record<AnalyticsExportQuery['table'], readonly string[]>> = {
  enrolments: ['start', 'enrolled', 'completed'],
  lessons: ['section', 'title', 'opened', 'completed'],
  times: ['from', 'to', 'count'],
  activity: ['start', 'learners'],
  grades: ['lesson', 'title', 'graded', 'average'],
};

function lessonRows(course: CourseRecord, counts: Material['lessons']): CourseAnalytics['lessons'] {
  const sections = new Map(course.sections.map(({ id, title }) => [id, title]));
  return publishedLessons(course).map(({ id, published, sectionId }) => {
    const { opened = 0, completed = 0 } = counts.get(id) ?? {};
    return { id, title: published.title, section: sections.get(sectionId) ?? '', opened, completed };
  });
}

function gradeRows(course: CourseRecord, averages: Averages): CourseAnalytics['grades'] {
  return publishedLessons(course).flatMap(({ published }) =>
    published.graded.map(({ blockId, title }) => {
      const found = averages.get(blockId);
      const average = found === undefined ? null : Math.round(found.average * 10) / 10;
      return { blockId, title, lesson: published.title, graded: found?.graded ?? 0, average };
    }),
  );
}

async function* once<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield await Promise.resolve(rows);
}
