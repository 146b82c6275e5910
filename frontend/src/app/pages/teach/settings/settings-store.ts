import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Course, UpdateCourseRequest } from '@classy-book/contracts/courses';
import { AccountActions } from '../../../shared/account/account-actions';
import { loadedFrom } from '../../../shared/account/loaded';
import { CourseTitles } from '../../../shared/teach/course-titles';
import { SettingsClient } from './settings-client';

type SaveProblem = 'STALE' | 'CONFLICT';

/** What is said about a course, as the server holds it, and the saving of what was changed. */
@Service({ autoProvided: false })
export class SettingsStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(SettingsClient);
  private readonly titles = inject(CourseTitles);
  private readonly id = signal('');
  private readonly now = signal<Course | null>(null);
  private readonly saving = signal(false);
  private readonly failed = signal<SaveProblem | null>(null);
  readonly loaded = loadedFrom(this.client.course(this.id));
  readonly course = computed(() => (this.now()?.id === this.id() ? this.now() : null));
  readonly busy = this.saving.asReadonly();
  /** Why the last save was not taken, where the page says it itself. */
  readonly problem = this.failed.asReadonly();

  constructor() {
    effect(() => {
      const course = this.loaded.value();
      if (course?.id !== this.id()) return;
      untracked(() => {
        this.take(course);
      });
    });
  }

  open(id: string): void {
    this.id.set(id);
  }

  /** Reads what the server holds now; what was typed stays. */
  reload(): void {
    this.failed.set(null);
    this.loaded.reload();
  }

  /** True where it was saved. */
  save(changes: Omit<UpdateCourseRequest, 'version'>): Promise<boolean> {
    return this.run((id, version) => this.client.update(id, { ...changes, version }), 'teach.settings.saved');
  }

  /** True where it was saved. */
  setTeachers(emails: string[]): Promise<boolean> {
    return this.run((id, version) => this.client.setTeachers(id, { emails, version }), 'teach.settings.teachersSaved');
  }

  private async run(call: (id: string, version: number) => Promise<Course>, told: string): Promise<boolean> {
    const course = this.course();
    if (!course || this.saving()) return false;
    this.saving.set(true);
    this.failed.set(null);
    const outcome = await this.actions.attempt(() => call(course.id, course.version), ['STALE', 'CONFLICT']);
    if (outcome.ok) {
      this.take(outcome.value);
      this.actions.tell(told);
    } else if (!outcome.told) this.failed.set(outcome.failure.code === 'STALE' ? 'STALE' : 'CONFLICT');
    this.saving.set(false);
    return outcome.ok;
  }

  private take(course: Course): void {
    this.now.set(course);
    this.titles.tell(course.id, course.title);
  }
}
