import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { fullNameOf } from '../../common/text/full-name.js';
import { SearchPort } from '../../performance/search/search.port.js';
import { wordsOf } from '../../performance/search/search-words.port.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { LessonsPort } from '../lessons/lessons.port.js';
import { CatalogueEntryRepository } from './catalogue-entry.repository.js';
import { toEntryFacts, toSearchEntries } from './catalogue.mapper.js';

/** Keeps the catalogue and the search what the courses say. */
@Injectable()
export class CatalogueEntriesService {
  constructor(
    private readonly entries: CatalogueEntryRepository,
    private readonly courses: CoursesPort,
    private readonly lessons: LessonsPort,
    private readonly directory: UserDirectoryService,
    private readonly search: SearchPort,
  ) {}

  /** Makes what can be found of a course again, or removes it where the course is gone or was never published. */
  async refresh(courseId: string): Promise<void> {
    const course = await this.courses.find(courseId);
    if (course === null || course.publishedAt === null) {
      await Promise.all([this.entries.remove(courseId), this.search.replace(courseId, [])]);
      return;
    }
    const teachers = await this.teacherNames(course);
    if (course.state === 'published') {
      await this.entries.put(courseId, toEntryFacts(course, teachers, wordsOf(course.title).join(' ')));
    } else {
      await this.entries.remove(courseId);
    }
    await this.search.replace(courseId, toSearchEntries(course, teachers, await this.lessons.publishedOf(courseId)));
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
