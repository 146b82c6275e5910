import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { fullNameOf } from '../../common/text/full-name.js';
import { SearchPort } from '../../performance/search/search.port.js';
import { wordsOf } from '../../performance/search/search-words.port.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { LessonsPort } from '../lessons/lessons.port.js';
import { CatalogueEntryRepository } from './catalogue-entry.repository.js';
import { toEntryFacts, toSearchEntries } from './catalogue.mapper.js';

const PAGE = 500;

/** What learners think of a course, in all. */
type CountRating = (courseId: string) => Promise<{ readonly average: number | null; readonly count: number }>;

/** Keeps the catalogue and the search what the courses say. */
@Injectable()
export class CatalogueEntriesService {
  private countRating: CountRating = async () => await Promise.resolve({ average: null, count: 0 });

  constructor(
    private readonly entries: CatalogueEntryRepository,
    private readonly courses: CoursesPort,
    private readonly lessons: LessonsPort,
    private readonly directory: UserDirectoryService,
    private readonly search: SearchPort,
    private readonly enrolments: EnrolmentsPort,
  ) {}

  /** Makes what can be found of a course again, or removes it where the course is gone. */
  async refresh(courseId: string): Promise<void> {
    const course = await this.courses.find(courseId);
    if (course === null) {
      await Promise.all([this.entries.remove(courseId), this.search.replace(courseId, [])]);
      return;
    }
    const teachers = await this.teacherNames(course);
    const found =
      course.publishedAt === null ? [] : toSearchEntries(course, teachers, await this.lessons.publishedOf(courseId));
    await this.search.replace(courseId, found);
    // last: it says that what was made from this version is there
    await this.entries.put(courseId, toEntryFacts(course, teachers, wordsOf(course.title).join(' ')));
    await this.recount(courseId);
  }

  /** Counts who learns in a course, and what they think of it, again. */
  async recount(courseId: string): Promise<void> {
    const [learners, { average, count }] = await Promise.all([
      this.enrolments.countLearners([courseId]),
      this.countRating(courseId),
    ]);
    await this.entries.setCounts(courseId, learners.get(courseId) ?? 0, average, count);
  }

  /** Tells how ratings are counted; called once at the start by who keeps them. */
  rateWith(count: CountRating): void {
    this.countRating = count;
  }

  /** Makes again what was made from an older version of its course, and removes what has none any more. */
  async repair(): Promise<void> {
    const made = await this.entries.versions();
    for (let after: string | null = null; ;) {
      const courses = await this.courses.versions(after, PAGE);
      for (const { id, version } of courses) {
        const known = made.get(id);
        made.delete(id);
        if (known !== version) await this.refresh(id);
      }
      after = courses.at(-1)?.id ?? null;
      if (courses.length < PAGE) break;
    }
    for (const id of made.keys()) await this.refresh(id);
  }

  /** Notes what learners think of a course, in the transaction that changes it. */
  async setRating(courseId: string, average: number | null, count: number, session: ClientSession): Promise<void> {
    await this.entries.setRating(courseId, average, count, session);
  }

  private async teacherNames({ teacherIds }: CourseRecord): Promise<string[]> {
    const people = await this.directory.findByIds(teacherIds);
    return teacherIds.flatMap((id) => {
      const person = people.get(id);
      return person === undefined ? [] : [fullNameOf(person.profile)];
    });
  }
}
