import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { riskKinds, progressBands, type RiskKind } from '@classy-book/contracts/course-people';
import { enrolmentSources, enrolmentStatuses } from '@classy-book/contracts/enrolments';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { ChoiceFilter } from '../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { Icon } from '../../../shared/components/icon/icon';
import { SearchBox } from '../../../shared/components/search-box/search-box';
import { SelectionBar } from '../../../shared/components/selection-bar/selection-bar';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../shared/media/media-query';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { Texts } from '../../../shared/texts/texts';
import { AccessStore } from './access-store';
import { ImportStore } from './import-store';
import { AccessPanels } from './parts/access-panels';
import { PeopleTable } from './parts/people-table';
import { isSortable, nextSort, peopleColumns, sortOf, type ProgressBand } from './people-filter';
import { PeopleFilterStore, PeopleStore, bulkActions, type BulkAction } from './people-store';

/** Everybody in a course: how they stand, how far they are, and what lets others in. */
@Component({
  selector: 'app-people-page',
  imports: [
    AccessPanels,
    ChoiceFilter,
    CourseTabs,
    Icon,
    PeopleTable,
    PluralPipe,
    SearchBox,
    SelectionBar,
    TranslocoDirective,
  ],
  providers: [
    provideTranslocoScope('desk', 'teach', 'people', 'account'),
    AccessStore,
    ImportStore,
    PeopleFilterStore,
    PeopleStore,
  ],
  templateUrl: './people-page.html',
  styleUrls: [
    '../../../shared/teach/teach-page.css',
    '../../../shared/components/data-table/list-page.css',
    './people-page.css',
  ],
})
export default class PeoplePage {
  private readonly texts = inject(Texts);
  protected readonly access = inject(AccessStore);
  protected readonly clock = inject(DeskClock);
  protected readonly filters = inject(PeopleFilterStore);
  protected readonly imports = inject(ImportStore);
  protected readonly store = inject(PeopleStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');

  /** The id of the course, out of the address. */
  readonly course = input.required<string>();

  protected readonly statuses = choices(enrolmentStatuses, 'people.status');
  protected readonly sources = choices(enrolmentSources, 'people.source');
  protected readonly bands = choices<ProgressBand>(progressBands, 'people.band');
  protected readonly risks = choices<RiskKind>(riskKinds, 'people.risk');
  protected readonly actions = bulkActions.map((value): Choice<BulkAction> => ({
    value,
    label: `people.bulk.${value}.button`,
  }));
  protected readonly columns = computed(() =>
    peopleColumns.map((key) => ({
      key,
      label: this.texts.of(`people.column.${key}`),
      unlabelled: key === 'select',
      ...(isSortable(key) ? { sort: sortOf(key, this.filters.filter().sort) } : {}),
    })),
  );
  protected readonly chips = computed(() => {
    const { statuses, sources, progress, risk } = this.filters.filter();
    return {
      status: this.chip('status', statuses),
      source: this.chip('source', sources),
      progress: this.chip('progress', progress === null ? [] : [progress], 'band'),
      risk: this.chip('risk', risk === null ? [] : [risk]),
    };
  });
  protected readonly pending = computed(() => this.store.counts()?.pending ?? 0);
  protected readonly codes = computed(() => (this.access.codes.hasValue() ? this.access.codes.value() : []));
  protected readonly invitations = computed(() =>
    this.access.invitations.hasValue() ? this.access.invitations.value() : [],
  );

  constructor() {
    effect(() => {
      const course = this.course();
      untracked(() => {
        this.store.open(course);
      });
    });
  }

  protected sort(column: string): void {
    if (isSortable(column)) this.filters.change({ sort: nextSort(column, this.filters.filter().sort) });
  }

  protected run(action: BulkAction): void {
    void this.store.run(action);
  }

  private chip(name: string, values: readonly string[], texts = name): string {
    const chosen = values.map((value) => this.texts.of(`people.${texts}.${value}`));
    const value = chosen.length === 0 ? this.texts.of('people.filter.any') : chosen.join(this.texts.of('desk.and'));
    return this.texts.of('people.filter.chip', { name: this.texts.of(`people.filter.${name}`), value });
  }
}

function choices<T extends string>(values: readonly T[], texts: string): Choice<T>[] {
  return values.map((value) => ({ value, label: `${texts}.${value}` }));
}
