import { Service, inject } from '@angular/core';
import type { CreateCourseRequest } from '@classy-book/contracts/courses';
import type { FileInfo } from '@classy-book/contracts/files';
import { AccountActions } from '../../../shared/account/account-actions';
import { CourseActions, type NamedCourse } from '../../../shared/teach/course-actions';
import { CoursesClient } from '../../../shared/teach/courses-client';
import { Texts } from '../../../shared/texts/texts';
import { CreateCourseDialog } from './parts/create-course-dialog';
import { ImportDialog } from './parts/import-dialog';

/** What is done from the list of courses. */
@Service({ autoProvided: false })
export class CourseListActions {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(CoursesClient);
  private readonly courses = inject(CourseActions);
  private readonly texts = inject(Texts);

  /** Asks for a name and makes a draft. Its id, or null where none was made. */
  async create(): Promise<string | null> {
    const request = await this.actions.ask<CreateCourseRequest>(CreateCourseDialog, null);
    if (!request) return null;
    const outcome = await this.actions.attempt(() => this.client.create(request));
    return outcome.ok ? outcome.value.id : null;
  }

  /** Takes an archive and makes a draft of it. Its id, or null where none was made; what is wrong with it is listed. */
  async bring(): Promise<string | null> {
    const file = await this.actions.ask<FileInfo>(ImportDialog, null);
    if (!file) return null;
    const outcome = await this.actions.attempt(() => this.client.importArchive(file.id), ['VALIDATION_FAILED']);
    if (outcome.ok) {
      this.actions.tell('teach.import.done', { title: outcome.value.title });
      return outcome.value.id;
    }
    if (!outcome.told) await this.list(outcome.failure.details.map(({ path, message }) => `${path}: ${message}`));
    return null;
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

  private async list(problems: readonly string[]): Promise<void> {
    await this.actions.confirm({
      heading: this.texts.of('teach.import.failed'),
      points: [this.texts.of('teach.import.nothing'), ...problems.slice(0, 20)],
      confirm: this.texts.of('teach.import.understood'),
      danger: false,
    });
  }
}
