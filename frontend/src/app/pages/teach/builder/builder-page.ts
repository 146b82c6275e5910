import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { CourseState } from '@classy-book/contracts/courses';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { LoadState } from '../../../shared/account/load-state';
import { Banner } from '../../../shared/components/banner/banner';
import { Icon } from '../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../shared/components/menu/menu';
import { CourseActions } from '../../../shared/teach/course-actions';
import { CourseStateTag } from '../../../shared/teach/course-state';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { BuilderActions } from './builder-actions';
import { BuilderStore } from './builder-store';
import { lessonsOf } from './outline-moves';
import { OutlineTree } from './parts/outline-tree';
import { TitleLine } from './parts/title-line';

/** What a course needs before it can be published. */
type Missing = 'summary' | 'lesson';

/** The content of a course: its sections and lessons, and what is in force for learners. */
@Component({
  selector: 'app-builder-page',
  imports: [
    Banner,
    CourseStateTag,
    CourseTabs,
    Icon,
    LoadState,
    Menu,
    MenuItem,
    OutlineTree,
    PluralPipe,
    RouterLink,
    TitleLine,
    TranslocoDirective,
  ],
  providers: [provideTranslocoScope('desk', 'teach', 'account'), BuilderActions, BuilderStore],
  templateUrl: './builder-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css', './builder-page.css'],
})
export default class BuilderPage {
  private readonly courses = inject(CourseActions);
  private readonly router = inject(Router);
  protected readonly actions = inject(BuilderActions);
  protected readonly store = inject(BuilderStore);
  /** The id of the course, from the address. */
  readonly course = input.required<string>();
  protected readonly adding = signal(false);
  /** Publishing was asked for. */
  protected readonly wanted = signal(false);
  protected readonly shown = computed(() => {
    const course = this.store.course();
    return course?.id === this.course() ? course : null;
  });
  protected readonly figures = computed(() => {
    const lessons = lessonsOf(this.shown()?.sections ?? []);
    return {
      lessons: lessons.length,
      published: lessons.filter(({ published }) => published !== null).length,
      changed: lessons.filter(({ published, changed }) => published !== null && changed).length,
    };
  });
  protected readonly missing = computed<readonly Missing[]>(() => {
    const course = this.shown();
    if (!course) return [];
    return [
      ...(course.summary.trim() === '' ? (['summary'] as const) : []),
      ...(this.figures().published === 0 ? (['lesson'] as const) : []),
    ];
  });

  constructor() {
    effect(() => {
      this.store.open(this.course());
    });
  }

  protected addSection(title: string | null): void {
    if (title !== null) this.actions.addSection(title);
    else {
      this.adding.set(false);
      this.actions.focus('add-section');
    }
  }

  protected async setState(state: CourseState): Promise<void> {
    const course = this.shown();
    if (!course) return;
    this.wanted.set(state === 'published');
    if (state === 'published' && this.missing().length > 0) return;
    const outcome = await this.courses.setState(course, state);
    if (outcome?.ok) {
      this.wanted.set(false);
      this.store.take(outcome.value);
    } else if (outcome && !outcome.told) this.store.reload();
  }

  protected async copy(): Promise<void> {
    const made = await this.courses.copy({ id: this.course(), title: this.shown()?.title ?? '' });
    if (made) await this.router.navigate(['/teach', made.id]);
  }

  protected async save(): Promise<void> {
    await this.courses.save({ id: this.course(), title: this.shown()?.title ?? '' });
  }

  protected async remove(): Promise<void> {
    const removed = await this.courses.remove({ id: this.course(), title: this.shown()?.title ?? '' });
    if (removed) await this.router.navigate(['/teach']);
  }
}
