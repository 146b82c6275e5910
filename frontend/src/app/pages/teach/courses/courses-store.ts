import { Service, inject } from '@angular/core';
import type { CourseRow } from '@classy-book/contracts/courses';
import { CursorList } from '../../../shared/lists/cursor-list';
import { CourseFilterStore, courseQueryOf } from '../../../shared/teach/course-filter';
import { CoursesClient } from '../../../shared/teach/courses-client';

/** The courses under the filter, as far as they were loaded. */
@Service({ autoProvided: false })
export class CoursesStore {
  private readonly filters = inject(CourseFilterStore);
  readonly list = new CursorList<CourseRow>(
    inject(CoursesClient),
    ({ id }) => id,
    () => courseQueryOf(this.filters.filter()),
  );
}
