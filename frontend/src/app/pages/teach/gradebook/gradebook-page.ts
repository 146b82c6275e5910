import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { enrolmentStatuses, type EnrolmentStatus } from '@classy-book/contracts/enrolments';
import { gradebookSorts, type GradebookSort } from '@classy-book/contracts/gradebook';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { ChoiceFilter } from '../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { Icon } from '../../../shared/components/icon/icon';
import { SearchBox } from '../../../shared/components/search-box/search-box';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { Texts } from '../../../shared/texts/texts';
import { GradebookFilterStore } from './gradebook-filter';
import { GradebookStore } from './gradebook-store';
import { GradeGrid } from './parts/grade-grid';

/** What everybody in a course has for each graded item. */
@Component({
  selector: 'app-gradebook-page',
  imports: [ChoiceFilter, CourseTabs, EmptyState, GradeGrid, Icon, SearchBox, Skeleton, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'teach', 'grades'), GradebookFilterStore, GradebookStore],
  templateUrl: './gradebook-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css', './gradebook-page.css'],
})
export default class GradebookPage {
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly filters = inject(GradebookFilterStore);
  protected readonly store = inject(GradebookStore);

  /** The id of the course, out of the address. */
  readonly course = input.required<string>();

  protected readonly statuses = enrolmentStatuses.map((value): Choice<EnrolmentStatus> => ({
    value,
    label: `grades.gradebook.statuses.${value}`,
  }));
  protected readonly sorts = gradebookSorts.map((value): Choice<GradebookSort> => ({
    value,
    label: `grades.gradebook.sorts.${value}`,
  }));
  protected readonly statusText = computed(() =>
    this.texts.of(`grades.gradebook.statuses.${this.filters.filter().status ?? 'all'}`),
  );
  protected readonly sortText = computed(() => {
    const sort = this.texts.of(`grades.gradebook.sorts.${this.filters.filter().sort}`);
    return `${this.texts.of('grades.gradebook.sort')}: ${sort}`;
  });
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure === null ? '' : this.failureText.of(failure);
  });

  constructor() {
    effect(() => {
      const course = this.course();
      untracked(() => {
        this.store.open(course);
      });
    });
  }
}
