import { Component, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { courseSorts, courseStates, type CourseState } from '@classy-book/contracts/courses';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { FailureText } from '../../../core/services/failure-text';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { ChoiceFilter } from '../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { Icon } from '../../../shared/components/icon/icon';
import { SearchBox } from '../../../shared/components/search-box/search-box';
import { Segmented } from '../../../shared/components/segmented/segmented';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { CourseFilterStore, type CourseSort } from '../../../shared/teach/course-filter';
import { Texts } from '../../../shared/texts/texts';
import { CourseListActions } from './course-list-actions';
import { CoursesStore } from './courses-store';
import { CourseCard, type CardAction } from './parts/course-card';

/** The courses that somebody teaches. */
@Component({
  selector: 'app-courses-page',
  imports: [ChoiceFilter, CourseCard, EmptyState, Icon, SearchBox, Segmented, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'teach', 'account'), CourseFilterStore, CourseListActions, CoursesStore],
  templateUrl: './courses-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css', './courses-page.css'],
})
export default class CoursesPage {
  private readonly auth = inject(AuthService);
  private readonly failureText = inject(FailureText);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  protected readonly actions = inject(CourseListActions);
  protected readonly clock = inject(DeskClock);
  protected readonly filters = inject(CourseFilterStore);
  protected readonly store = inject(CoursesStore);
  protected readonly bones = [1, 2, 3];
  protected readonly mayAll = computed(() => this.auth.has('courses:manage'));
  protected readonly self = computed(() => this.auth.user()?.id ?? '');
  protected readonly states = courseStates.map((value): Choice<CourseState> => ({
    value,
    label: `teach.state.${value}`,
  }));
  protected readonly sorts = courseSorts.map((value): Choice<CourseSort> => ({ value, label: `teach.sort.${value}` }));
  protected readonly whose = computed(() => [
    { value: 'mine', label: this.texts.of('teach.courses.mine') },
    { value: 'all', label: this.texts.of('teach.courses.everybodys') },
  ]);
  protected readonly filtered = computed(() => this.filters.filter().q !== '' || this.filters.filter().state !== null);
  protected readonly stateText = computed(() => {
    const { state } = this.filters.filter();
    const value = this.texts.of(state === null ? 'teach.filter.any' : `teach.state.${state}`);
    return this.texts.of('teach.filter.chip', { name: this.texts.of('teach.filter.state'), value });
  });
  protected readonly sortText = computed(() => this.texts.of(`teach.sort.${this.filters.filter().sort}`));
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure && this.failureText.of(failure);
  });

  protected clear(): void {
    this.filters.change({ q: '', state: null });
  }

  protected async create(): Promise<void> {
    const id = await this.actions.create();
    if (id !== null) await this.router.navigate(['/teach', id]);
  }

  protected async bring(): Promise<void> {
    const id = await this.actions.bring();
    if (id !== null) await this.router.navigate(['/teach', id]);
  }

  protected async act(action: CardAction, id: string, title: string): Promise<void> {
    const course = { id, title };
    if (action === 'export') await this.actions.save(course);
    else if (await (action === 'copy' ? this.actions.copy(course) : this.actions.remove(course))) {
      this.store.list.reload();
    }
  }
}
