import type { SearchQuery, SearchResult } from '@classy-book/contracts/search';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/http/request-context.js';
import { type SearchHit, SearchPort } from '../../performance/search/search.port.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort, mayRead } from '../enrolments/enrolments.port.js';
import { ProgressPort } from '../progress/progress.port.js';

type Searcher = Pick<Principal, 'userId' | 'permissions'>;

const EVERYBODY = 'public';
const MAX_HITS = 60;
const MAX_RESULTS = 30;

/** The search of somebody who is signed in: courses of the catalogue and of their own, and lessons that are open to them. */
@Injectable()
export class CourseSearchService {
  constructor(
    private readonly search: SearchPort,
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly progress: ProgressPort,
  ) {}

  /** The best hits, best first, at most 30. */
  async find({ q, kind }: SearchQuery, searcher: Searcher): Promise<SearchResult[]> {
    const hits = await this.search.find(q, await this.audiencesOf(searcher), kind ?? null, MAX_HITS);
    return (await this.allowed(hits, searcher)).slice(0, MAX_RESULTS);
  }

  /** Titles that fit what somebody typed so far, at most 10. */
  async suggest(typed: string, searcher: Searcher): Promise<SearchResult[]> {
    return await this.allowed(await this.search.suggest(typed, await this.audiencesOf(searcher)), searcher);
  }

  private async audiencesOf({ userId }: Searcher): Promise<string[]> {
    const [enrolments, taught] = await Promise.all([this.enrolments.ofUser(userId), this.courses.taughtBy(userId)]);
    const own = enrolments.filter(mayRead).map(({ courseId }) => courseId);
    return [EVERYBODY, ...new Set([...own, ...taught].map((id) => `course:${id}`))];
  }

  // what was found stands for lessons as they were indexed: whether they are open is asked of the progress as it is now
  private async allowed(hits: readonly SearchHit[], searcher: Searcher): Promise<SearchResult[]> {
    const found = await this.courses.findMany([...new Set(hits.map(({ courseId }) => courseId))]);
    const courses = new Map(found.map((course) => [course.id, course]));
    const withLessons = new Set(hits.flatMap((hit) => (hit.kind === 'lesson' ? [hit.courseId] : [])));
    const open = new Map<string, ReadonlySet<string>>();
    for (const course of found) {
      if (withLessons.has(course.id)) open.set(course.id, await this.progress.openLessons(course, searcher));
    }
    return hits.flatMap((hit) => {
      const course = courses.get(hit.courseId);
      if (course === undefined || (hit.kind === 'lesson' && open.get(course.id)?.has(hit.id) !== true)) return [];
      return [toResult(hit, course)];
    });
  }
}

function toResult({ kind, id, courseId, title, excerpt }: SearchHit, course: CourseRecord): SearchResult {
  return { kind, id, courseId, courseSlug: course.slug, courseTitle: course.title, title, excerpt };
}
