import { Service, inject } from '@angular/core';
import type { CreateCourseRequest } from '@classy-book/contracts/courses';
import { AccountActions } from '../../../shared/account/account-actions';
import { CourseActions, type NamedCourse } from '../../../shared/teach/course-actions';
import { CoursesClient } from '../../../shared/teach/courses-client';
import { CreateCourseDialog } from './parts/create-course-dialog';

/** What is done from the list of courses. */
@Service({ autoProvided: false })
export class CourseListActions {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(CoursesClient);
  private readonly courses = inject(CourseActions);

  /** Asks for a name and makes a draft. Its id, or null where none was made. */
  async create(): Promise<string | null> {
    const request = await this.actions.ask<CreateCourseRequest>(CreateCourseDialog, null);
    if (!request) return null;
    const outcome = await this.actions.attempt(() => this.client.create(request));
    return outcome.ok ? outcome.value.id : null;
  }

  async copy(course: NamedCourse): Promise<boolean> {
    return (await this.courses.copy(course)) !== null;
  }

  save(course: NamedCourse): Promise<void> {
    return this.courses.save(course);
  }

  remove(course: NamedCourse): Promise<boolean> {
    return this.courses.remove(course);
  }
}
