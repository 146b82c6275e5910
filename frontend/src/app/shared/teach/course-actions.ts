import { DOCUMENT, Service, inject } from '@angular/core';
import type { Course, CourseState } from '@classy-book/contracts/courses';
import { AccountActions, type Outcome } from '../account/account-actions';
import { saveFile } from '../account/save-file';
import { Texts } from '../texts/texts';
import { CoursesClient } from './courses-client';

export interface NamedCourse {
  readonly id: string;
  readonly title: string;
}

/** What is done to a course as a whole: asked first where it cannot be taken back, and told. Texts: scope `teach`. */
@Service()
export class CourseActions {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(CoursesClient);
  private readonly document = inject(DOCUMENT);
  private readonly texts = inject(Texts);

  /** Makes a draft with the same content, without its learners. Null where it could not be made. */
  async copy({ id, title }: NamedCourse): Promise<Course | null> {
    const outcome = await this.actions.attempt(() => this.client.copy(id));
    if (!outcome.ok) return null;
    this.actions.tell('teach.course.copied', { title });
    return outcome.value;
  }

  /** Saves the course with its files as an archive. */
  async save({ id, title }: NamedCourse): Promise<void> {
    this.actions.tell('teach.course.exporting', { title });
    const outcome = await this.actions.attempt(() => this.client.exportArchive(id));
    if (outcome.ok) saveFile(this.document, outcome.value, `${title.replace(/[\\/:*?"<>|]+/g, ' ').trim()}.zip`);
  }

  /** True where it was deleted. */
  async remove({ id, title }: NamedCourse): Promise<boolean> {
    const sure = await this.actions.confirm({
      heading: this.texts.of('teach.delete.heading', { title }),
      points: ['content', 'learners', 'noUndo'].map((point) => this.texts.of(`teach.delete.${point}`)),
      confirm: this.texts.of('teach.delete.submit'),
      danger: true,
    });
    if (!sure) return false;
    const { ok } = await this.actions.attempt(async () => {
      const { version } = await this.client.read(id);
      await this.client.remove(id, version);
    });
    if (ok) this.actions.tell('teach.course.deleted', { title });
    return ok;
  }

  /**
   * Publishes, takes back or archives a course, asked first where that keeps somebody out. Null where the person thought
   * better of it. A refusal (`STALE`, or what is missing) is left to the caller.
   */
  async setState(
    course: NamedCourse & { readonly version: number },
    state: CourseState,
  ): Promise<Outcome<Course> | null> {
    if (state !== 'published' && !(await this.sure(course, state))) return null;
    const call = () => this.client.setState(course.id, course.version, state);
    const outcome = await this.actions.attempt(call, ['STALE', 'CONFLICT', 'VALIDATION_FAILED']);
    if (outcome.ok) this.actions.tell(`teach.course.done.${state}`, { title: course.title });
    return outcome;
  }

  private sure({ title }: NamedCourse, state: 'draft' | 'archived'): Promise<boolean> {
    return this.actions.confirm({
      heading: this.texts.of(`teach.stateChange.${state}.heading`, { title }),
      points: [this.texts.of(`teach.stateChange.${state}.effect`), this.texts.of('teach.stateChange.back')],
      confirm: this.texts.of(`teach.stateChange.${state}.submit`),
      danger: false,
    });
  }
}
