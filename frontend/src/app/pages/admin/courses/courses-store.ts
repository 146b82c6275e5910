import { Service, inject } from '@angular/core';
import type { CourseRow } from '@classy-book/contracts/courses';
import { CursorList } from '../../../shared/lists/cursor-list';
import { CourseFilterStore, courseQueryOf } from '../../../shared/teach/course-filter';
import { CoursesClient } from '../../../shared/teach/courses-client';

/** The courses of everybody under the filter, as far as they were loaded. */
@Service({ autoProvided: false })
export class AllCoursesStore {
  private readonly client = inject(CoursesClient);
  private readonly filters = inject(CourseFilterStore);
  readonly list = new CursorList<CourseRow>(
    this.client,
    ({ id }) => id,
    () => courseQueryOf({ ...this.filters.filter(), all: true }),
  );

  /** The version that a change is based on. */
  async versionOf(id: string): Promise<number> {
    return (await this.client.read(id)).version;
  }
}
