import type { Course, CourseRow } from '@classy-book/contracts/courses';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/http/request-context.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { isPublic, toCourse, toRow } from './course.mapper.js';
import type { CourseDocument } from './course.schema.js';

type Reader = Pick<Principal, 'userId' | 'permissions'>;
type CountLearners = (courseIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** Courses as their teachers see them: with the names of people, the address of the cover, and how many learn there. */
@Injectable()
export class CourseViewsService {
  private count: CountLearners | null = null;

  constructor(
    private readonly people: UserDirectoryService,
    private readonly files: FilesPort,
  ) {}

  /** Tells who counts learners. */
  countLearnersWith(count: CountLearners): void {
    this.count = count;
  }

  /** How many learn in each of these courses. */
  async learnersOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.count === null || ids.length === 0 ? new Map<string, number>() : await this.count(ids);
  }

  async one(course: CourseDocument, reader: Reader): Promise<Course> {
    const [names, covers] = await Promise.all([this.namesOf(course.teacherIds), this.coversOf([course], reader)]);
    return toCourse(course, { names, coverUrl: covers.get(course.coverFileId) ?? null }, reader);
  }

  async rows(courses: readonly CourseDocument[], reader: Reader): Promise<CourseRow[]> {
    const [names, covers, learners] = await Promise.all([
      this.namesOf(courses.flatMap(({ teacherIds }) => teacherIds)),
      this.coversOf(courses, reader),
      this.learnersOf(courses.map(({ _id }) => _id.toHexString())),
    ]);
    return courses.map((course) => {
      const around = { names, coverUrl: covers.get(course.coverFileId) ?? null };
      return toRow(course, around, learners.get(course._id.toHexString()) ?? 0);
    });
  }

  // the cover of a draft is for its teachers: its address is signed for the one who asks
  private async coversOf(courses: readonly CourseDocument[], reader: Reader): Promise<Map<string | null, string>> {
    const covers = new Map<string | null, string>();
    const drafts: string[] = [];
    for (const course of courses) {
      const { coverFileId } = course;
      const url = isPublic(course) ? this.files.publicUrl(coverFileId) : null;
      if (url !== null) covers.set(coverFileId, url);
      else if (coverFileId !== null) drafts.push(coverFileId);
    }
    if (drafts.length === 0) return covers;
    for (const { id, url } of await this.files.describe(drafts, reader)) covers.set(id, url);
    return covers;
  }

  /** The names of people, by their ids; who has none is called by their email. */
  async namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.people.findByIds(ids);
    return new Map([...found].map(([id, { profile, email }]) => [id, fullNameOf(profile) || email]));
  }
}
