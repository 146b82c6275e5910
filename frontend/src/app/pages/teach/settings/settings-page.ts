import { Component, DOCUMENT, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { courseCategories, courseLevels, enrolmentModes, type Course } from '@classy-book/contracts/courses';
import type { FileInfo } from '@classy-book/contracts/files';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { LoadState } from '../../../shared/account/load-state';
import { Panel } from '../../../shared/account/panel';
import { Banner } from '../../../shared/components/banner/banner';
import { Field } from '../../../shared/components/field/field';
import type { Leavable } from '../../../shared/guards/leave-guard';
import { coverSet } from '../../../shared/media/picture-set';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { LanguageField } from '../../../shared/teach/language-field';
import { Leaving, guardUnload } from '../../../shared/teach/leaving';
import { RichText } from '../../../shared/teach/rich-text';
import { Texts } from '../../../shared/texts/texts';
import { Upload } from '../../../shared/upload/upload';
import { TeachersPanel } from './parts/teachers-panel';
import { changesOf, modelOf, problemsOf, type FieldName, type SettingsModel } from './settings-form';
import { SettingsStore } from './settings-store';

/** What is said about a course, what it costs, how people get in, and who teaches it. */
@Component({
  selector: 'app-settings-page',
  imports: [
    Banner,
    CourseTabs,
    Field,
    LanguageField,
    LoadState,
    Panel,
    RichText,
    TeachersPanel,
    TranslocoDirective,
    Upload,
  ],
  providers: [provideTranslocoScope('desk', 'teach', 'account', 'files'), SettingsStore],
  templateUrl: './settings-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css', './settings-page.css'],
})
export default class SettingsPage implements Leavable {
  private readonly document = inject(DOCUMENT);
  private readonly leaving = inject(Leaving);
  private readonly texts = inject(Texts);
  protected readonly setOf = coverSet;
  protected readonly store = inject(SettingsStore);
  /** The id of the course, from the address. */
  readonly course = input.required<string>();
  protected readonly levels = courseLevels;
  protected readonly categories = courseCategories;
  protected readonly modes = enrolmentModes;
  /** What is typed: it begins anew with another course and stays when the same one is read again. */
  protected readonly model = linkedSignal<Course | null, SettingsModel | null>({
    source: () => this.store.course(),
    computation: (course, previous) => {
      if (!course) return null;
      const before: Course | null | undefined = previous?.source;
      return (before?.id === course.id ? previous?.value : null) ?? modelOf(course);
    },
  });
  private readonly newCover = signal<FileInfo | null>(null);
  protected readonly cover = computed(() => {
    const id = this.model()?.coverFileId ?? null;
    if (id === null) return null;
    return this.newCover()?.id === id ? (this.newCover()?.url ?? null) : (this.store.course()?.coverUrl ?? null);
  });
  private readonly tried = signal(false);
  private readonly problems = computed(() => {
    const model = this.model();
    return this.tried() && model ? problemsOf(model) : {};
  });
  protected readonly unsaved = computed(() => {
    const [model, course] = [this.model(), this.store.course()];
    return model !== null && course !== null && Object.keys(changesOf(model, course)).length > 0;
  });

  constructor() {
    effect(() => {
      this.store.open(this.course());
    });
    guardUnload(() => this.unsaved());
  }

  mayLeave(): Promise<boolean> {
    return this.leaving.allow(!this.unsaved());
  }

  protected set(changes: Partial<SettingsModel>): void {
    this.model.update((model) => model && { ...model, ...changes });
  }

  protected errorOf(name: FieldName): string | null {
    const kind = this.problems()[name];
    if (name === 'slug' && this.store.problem() === 'CONFLICT') return this.texts.of('teach.error.taken');
    return kind === undefined ? null : this.texts.of(`teach.error.${kind}`);
  }

  protected takeCover(file: FileInfo): void {
    this.newCover.set(file);
    this.set({ coverFileId: file.id });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const [model, course] = [this.model(), this.store.course()];
    if (!model || !course) return;
    this.tried.set(true);
    const [wrong] = Object.keys(problemsOf(model));
    if (wrong !== undefined) {
      this.document.getElementById(`course-${wrong}`)?.focus();
      return;
    }
    if (!(await this.store.save(changesOf(model, course)))) return;
    this.tried.set(false);
    const saved = this.store.course();
    if (saved) this.model.set(modelOf(saved));
  }
}
