import { Component, computed, inject } from '@angular/core';
import { courseStates, type CourseRow, type CourseState } from '@classy-book/contracts/courses';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { toApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { ToastService } from '../../../core/services/toasts';
import { ChoiceFilter } from '../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { SearchBox } from '../../../shared/components/search-box/search-box';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../shared/media/media-query';
import { CourseActions } from '../../../shared/teach/course-actions';
import { CourseFilterStore } from '../../../shared/teach/course-filter';
import { Texts } from '../../../shared/texts/texts';
import { AllCoursesStore } from './courses-store';
import { CoursesTable, type CourseColumn } from './parts/courses-table';

const columns: readonly CourseColumn[] = ['title', 'state', 'teachers', 'learners', 'updated', 'action'];

/** The courses of everybody, for who looks after them all. */
@Component({
  selector: 'app-all-courses-page',
  imports: [ChoiceFilter, CoursesTable, SearchBox, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'teach', 'account'), AllCoursesStore, CourseFilterStore],
  template: `
    <div class="page" *transloco="let t">
      <header class="page-head">
        <div>
          <h1 tabindex="-1">{{ t('teach.courses.title') }}</h1>
          <p>{{ t('teach.admin.subtitle') }}</p>
        </div>
      </header>
      <div class="filters" role="group" [attr.aria-label]="t('teach.filter.label')">
        <app-search-box
          [label]="t('teach.filter.search')"
          [placeholder]="t('teach.filter.searchHint')"
          [value]="filters.filter().q"
          (searched)="filters.change({ q: $event })"
        />
        <app-choice-filter
          [name]="t('teach.filter.state')"
          [text]="stateText()"
          [choices]="states"
          [chosen]="chosen()"
          [single]="true"
          (picked)="filters.change({ state: $event[0] ?? null })"
        />
      </div>
      <div class="card">
        <app-courses-table
          [courses]="store.list.shown()"
          [columns]="columns()"
          [label]="t('teach.courses.title')"
          [state]="store.list.state()"
          [problem]="problem()"
          [now]="clock.now()"
          [cards]="phone()"
          [filtered]="filtered()"
          [more]="store.list.canLoadMore()"
          (asked)="change($event.course, $event.state)"
          (endReached)="store.list.loadMore()"
          (retried)="store.list.reload()"
          (cleared)="filters.change({ q: '', state: null })"
        />
      </div>
    </div>
  `,
  styleUrls: ['../../../shared/desk/desk-page.css', '../../../shared/components/data-table/list-page.css'],
})
export default class AllCoursesPage {
  private readonly actions = inject(CourseActions);
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);
  protected readonly clock = inject(DeskClock);
  protected readonly filters = inject(CourseFilterStore);
  protected readonly store = inject(AllCoursesStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');
  protected readonly states = courseStates.map((value): Choice<CourseState> => ({
    value,
    label: `teach.state.${value}`,
  }));
  protected readonly chosen = computed(() => {
    const { state } = this.filters.filter();
    return state === null ? [] : [state];
  });
  protected readonly filtered = computed(() => this.filters.filter().q !== '' || this.chosen().length > 0);
  protected readonly stateText = computed(() => {
    const [state] = this.chosen();
    const value = this.texts.of(state === undefined ? 'teach.filter.any' : `teach.state.${state}`);
    return this.texts.of('teach.filter.chip', { name: this.texts.of('teach.filter.state'), value });
  });
  protected readonly columns = computed(() =>
    columns.map((key) => ({ key, label: this.texts.of(`teach.column.${key}`), unlabelled: key === 'action' })),
  );
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure && this.failureText.of(failure);
  });

  protected async change({ id, title }: CourseRow, state: CourseState): Promise<void> {
    try {
      const version = await this.store.versionOf(id);
      const outcome = await this.actions.setState({ id, title, version }, state);
      if (!outcome) return;
      if (!outcome.ok && !outcome.told) this.refused(title, outcome.failure.code === 'STALE');
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    }
    this.store.list.reload();
  }

  private refused(title: string, stale: boolean): void {
    const key = stale ? 'teach.admin.stale' : 'teach.admin.incomplete';
    this.toasts.show({ kind: 'warn', message: this.texts.of(key, { title }) });
  }
}
