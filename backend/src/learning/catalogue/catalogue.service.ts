import type {
  CatalogueCard,
  CatalogueCourse,
  CatalogueFilters,
  CatalogueQuery,
} from '@classy-book/contracts/catalogue';
import type { SearchResult } from '@classy-book/contracts/search';
import type { CourseTeacher } from '@classy-book/contracts/courses';
import { Injectable } from '@nestjs/common';
import { readSortCursor, writeSortCursor } from '../../common/pagination/sort-cursor.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { SearchPort } from '../../performance/search/search.port.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { CatalogueEntryRepository } from './catalogue-entry.repository.js';
import type { CatalogueEntryDocument } from './catalogue-entry.schema.js';
import { catalogueSort } from './catalogue-sort.js';
import { toCard, toCatalogueCourse } from './catalogue.mapper.js';

const EVERYBODY = ['public'];
const MAX_HITS = 100;

/** The catalogue: what everybody may know of published courses, signed in or not. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly entries: CatalogueEntryRepository,
    private readonly courses: CoursesPort,
    private readonly directory: UserDirectoryService,
    private readonly files: FilesPort,
    private readonly search: SearchPort,
  ) {}

  /**
   * One page of published courses. With words to search for, the hundred best hits that the filter keeps, on one page.
   * @throws AppError VALIDATION_FAILED for a cursor of another list
   */
  async list({ q, sort, cursor, limit, ...filter }: CatalogueQuery): Promise<Page<CatalogueCard>> {
    if (q !== undefined) return await this.found(q, { ...filter, sort, limit });
    const listed = sort === 'relevance' ? 'newest' : sort;
    const rule = catalogueSort(listed);
    const after = cursor === undefined ? null : readSortCursor(cursor, listed, rule.kind);
    const found = await this.entries.page(filter, listed, after, limit + 1);
    const page = Page.from(found, limit, (entry) =>
      writeSortCursor({ sort: listed, value: rule.valueOf(entry), id: entry._id.toHexString() }),
    );
    return new Page(
      page.items.map((entry) => this.cardOf(entry)),
      page.pagination,
    );
  }

  /**
   * The page of a published course.
   * @throws AppError NOT_FOUND where there is none that everybody may see
   */
  async course(reference: string): Promise<CatalogueCourse> {
    const course = await this.requirePublished(reference);
    const entry = await this.entries.find(course.id);
    if (entry === null) throw noSuchCourse();
    return toCatalogueCourse(this.cardOf(entry), course, await this.teachersOf(course));
  }

  /**
   * A course that is published now.
   * @throws AppError NOT_FOUND
   */
  async requirePublished(reference: string): Promise<CourseRecord> {
    const course = await this.courses.find(reference);
    if (course?.state !== 'published') throw noSuchCourse();
    return course;
  }

  /** What the catalogue can be filtered by. */
  async filters(): Promise<CatalogueFilters> {
    const [languages, tags] = await Promise.all([this.entries.countLanguages(), this.entries.countTags()]);
    return {
      languages: languages.map(({ _id: language, courses }) => ({ language, courses })),
      tags: tags.map(({ _id: tag, courses }) => ({ tag, courses })),
    };
  }

  /** Courses whose titles fit what somebody typed so far. */
  async suggest(typed: string): Promise<SearchResult[]> {
    const hits = (await this.search.suggest(typed, EVERYBODY)).filter(({ kind }) => kind === 'course');
    const entries = await this.entriesOf(hits.map(({ id }) => id));
    return hits.flatMap(({ id, title }) => {
      const entry = entries.get(id);
      if (entry === undefined) return [];
      const about = { courseId: id, courseSlug: entry.slug, courseTitle: entry.title };
      return [{ kind: 'course' as const, id, title, excerpt: entry.summary, ...about }];
    });
  }

  private async found(
    words: string,
    { sort, limit, ...filter }: Omit<CatalogueQuery, 'q' | 'cursor'>,
  ): Promise<Page<CatalogueCard>> {
    const hits = await this.search.find(words, EVERYBODY, 'course', MAX_HITS);
    const entries = await this.entries.findMany(
      hits.map(({ courseId }) => courseId),
      filter,
    );
    const rank = new Map(hits.map(({ courseId }, index) => [courseId, index]));
    const byRank = entries.toSorted((one, other) => rankOf(rank, one) - rankOf(rank, other));
    const shown = sort === 'relevance' ? byRank : byRank.toSorted(comparedBy(sort));
    return new Page(
      shown.map((entry) => this.cardOf(entry)),
      { nextCursor: null, limit },
    );
  }

  private async entriesOf(ids: readonly string[]): Promise<ReadonlyMap<string, CatalogueEntryDocument>> {
    const entries = await this.entries.findMany(ids, {});
    return new Map(entries.map((entry) => [entry._id.toHexString(), entry]));
  }

  private cardOf(entry: CatalogueEntryDocument): CatalogueCard {
    return toCard(entry, this.files.publicUrl(entry.coverFileId));
  }

  private async teachersOf({ teacherIds, ownerId }: CourseRecord): Promise<CourseTeacher[]> {
    const people = await this.directory.findByIds(teacherIds);
    return teacherIds.flatMap((userId) => {
      const person = people.get(userId);
      if (person === undefined) return [];
      return [{ userId, name: fullNameOf(person.profile), owner: userId === ownerId }];
    });
  }
}

function rankOf(rank: ReadonlyMap<string, number>, { _id }: CatalogueEntryDocument): number {
  return rank.get(_id.toHexString()) ?? MAX_HITS;
}

function comparedBy(sort: Exclude<CatalogueQuery['sort'], 'relevance'>) {
  const { direction, valueOf } = catalogueSort(sort);
  return (one: CatalogueEntryDocument, other: CatalogueEntryDocument): number => {
    const [first, second] = [valueOf(one) ?? -1, valueOf(other) ?? -1];
    if (first === second) return 0;
    return (first < second ? -1 : 1) * direction;
  };
}

function noSuchCourse(): AppError {
  return new AppError('NOT_FOUND', 'There is no such course in the catalogue. It may not be published any more.');
}
