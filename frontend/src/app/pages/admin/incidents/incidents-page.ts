import { Component, DestroyRef, computed, inject, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { ColumnChip } from '../../../shared/components/filter-chip/column-chip';
import { Icon } from '../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../shared/components/menu/menu';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { IncidentReports } from '../../../shared/desk/incident-reports';
import { mediaQuery } from '../../../shared/media/media-query';
import { Texts } from '../../../shared/texts/texts';
import { SavedViews } from '../../../shared/views/saved-views';
import { IncidentsColumnStore, optionalColumns, type ColumnName } from './columns';
import { IncidentsExportStore } from './export-store';
import { FiguresStore } from './figures-store';
import { isFiltered, isSortable, nextSort, sortOf } from './incident-filter';
import { IncidentsKeys } from './incidents-keys';
import { IncidentsFilterStore, IncidentsListStore } from './incidents-list-store';
import { FiguresStrip } from './parts/figures-strip';
import { FilterBar, type ChipTexts } from './parts/filter-bar';
import { IncidentsTable } from './parts/incidents-table';

/** What the rules and the administrators found: a list that stays up to date while it is read. */
@Component({
  selector: 'app-incidents-page',
  imports: [
    ColumnChip,
    FiguresStrip,
    FilterBar,
    Icon,
    IncidentsTable,
    Menu,
    MenuItem,
    SavedViews,
    TranslocoDirective,
    TranslocoPipe,
  ],
  providers: [
    provideTranslocoScope('desk', 'incidents'),
    FiguresStore,
    IncidentsExportStore,
    IncidentsFilterStore,
    IncidentsKeys,
    IncidentsListStore,
  ],
  templateUrl: './incidents-page.html',
  styleUrl: '../../../shared/desk/desk-page.css',
})
export default class IncidentsPage {
  private readonly failureText = inject(FailureText);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  protected readonly clock = inject(DeskClock);
  protected readonly columnStore = inject(IncidentsColumnStore);
  protected readonly exports = inject(IncidentsExportStore);
  protected readonly figures = inject(FiguresStore);
  protected readonly filters = inject(IncidentsFilterStore);
  protected readonly keys = inject(IncidentsKeys);
  protected readonly reports = inject(IncidentReports);
  protected readonly store = inject(IncidentsListStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');
  private readonly table = viewChild(IncidentsTable);

  protected readonly columnChoices = optionalColumns.map((value): Choice<ColumnName> => ({
    value,
    label: `incidents.column.${value}`,
  }));
  protected readonly filtered = computed(() => isFiltered(this.filters.filter()));
  protected readonly columns = computed(() =>
    this.columnStore.shown().map((key) => ({
      key,
      label: this.texts.of(`incidents.column.${key}`),
      ...(isSortable(key) ? { sort: sortOf(key, this.filters.filter().sort) } : {}),
    })),
  );
  protected readonly chips = computed((): ChipTexts => {
    const filter = this.filters.filter();
    return {
      state: this.chip('column.state', filter.states, 'desk.incidentState'),
      severity: this.chip('column.severity', filter.severities, 'desk.severity'),
      kind: this.chip('filter.kind', filter.kinds, 'desk.incidentKind'),
      assignee: this.chip('column.assignee', filter.assignee === null ? [] : [filter.assignee], 'incidents.assignee'),
      range: this.chip('filter.range', filter.range === null ? [] : [filter.range], 'incidents.range'),
      account: filter.account || this.texts.of('incidents.filter.account'),
      address: filter.address || this.texts.of('incidents.filter.address'),
      dryRun: this.texts.of(filter.dryRun ? 'incidents.filter.dryRunOnly' : 'incidents.filter.dryRun'),
    };
  });
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure && this.failureText.of(failure);
  });

  constructor() {
    const stop = [
      this.store.follow(),
      this.figures.follow(),
      this.keys.listen({
        reveal: (index) => this.table()?.reveal(index),
        open: (id) => void this.router.navigate(['/admin/incidents', id]),
      }),
    ];
    inject(DestroyRef).onDestroy(() => {
      for (const end of stop) end();
    });
  }

  protected sort(column: string): void {
    if (isSortable(column)) this.filters.change({ sort: nextSort(column, this.filters.filter().sort) });
  }

  protected loadMore(): void {
    void this.store.list.loadMore();
  }

  private chip(name: string, values: readonly string[], below: string): string {
    const value =
      values.length === 0
        ? this.texts.of('incidents.filter.any')
        : values.map((one) => this.texts.of(`${below}.${one}`)).join(this.texts.of('desk.and'));
    return this.texts.of('incidents.filter.chip', { name: this.texts.of(`incidents.${name}`), value });
  }
}
