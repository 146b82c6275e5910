import {
  Component,
  DOCUMENT,
  DestroyRef,
  Injector,
  afterNextRender,
  afterRenderEffect,
  computed,
  inject,
  untracked,
  viewChild,
  type ElementRef,
} from '@angular/core';
import type { DeskFile } from '@classy-book/contracts/file-desk';
import { TranslocoDirective, TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { FailureText } from '../../../core/services/failure-text';
import { Banner } from '../../../shared/components/banner/banner';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { ColumnChip } from '../../../shared/components/filter-chip/column-chip';
import { Icon } from '../../../shared/components/icon/icon';
import { SelectionBar } from '../../../shared/components/selection-bar/selection-bar';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../shared/media/media-query';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { Texts } from '../../../shared/texts/texts';
import { FilesColumnStore, optionalColumns, type ColumnName } from './columns';
import { FilesExportStore } from './export-store';
import { FilesActions } from './files-actions';
import { isFiltered, isSortable, nextSort, noFilter, sortOf, type FilesFilter } from './files-filter';
import { FilesKeys } from './files-keys';
import { FileSelection, FilesFilterStore, FilesStore, MAX_DELETE } from './files-store';
import { FindStore } from './find-store';
import { FilePanel } from './parts/file-panel';
import { FilesTable } from './parts/files-table';
import { FilesFilters, type ChipTexts } from './parts/filter-bar';
import { ReportBreakdown } from './parts/report-breakdown';
import { ReportFigures } from './parts/report-figures';

/** What is stored: how much of it, whose it is, what uses it, and the way to delete it. */
@Component({
  selector: 'app-files-page',
  imports: [
    Banner,
    ColumnChip,
    FilePanel,
    FilesFilters,
    FilesTable,
    Icon,
    PluralPipe,
    ReportBreakdown,
    ReportFigures,
    SelectionBar,
    TranslocoDirective,
    TranslocoPipe,
  ],
  providers: [
    provideTranslocoScope('desk', 'storage'),
    FileSelection,
    FilesActions,
    FilesExportStore,
    FilesFilterStore,
    FilesKeys,
    FilesStore,
    FindStore,
  ],
  templateUrl: './files-page.html',
  styleUrls: [
    '../../../shared/desk/desk-page.css',
    '../../../shared/desk/over-page.css',
    '../../../shared/components/data-table/list-page.css',
    './files-page.css',
  ],
})
export default class FilesPage {
  private readonly auth = inject(AuthService);
  private readonly document = inject(DOCUMENT);
  private readonly end = inject(DestroyRef);
  private readonly injector = inject(Injector);
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly actions = inject(FilesActions);
  protected readonly clock = inject(DeskClock);
  protected readonly columnStore = inject(FilesColumnStore);
  protected readonly exports = inject(FilesExportStore);
  protected readonly filters = inject(FilesFilterStore);
  protected readonly find = inject(FindStore);
  protected readonly keys = inject(FilesKeys);
  protected readonly selection = inject(FileSelection);
  protected readonly store = inject(FilesStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');
  private readonly table = viewChild(FilesTable);
  private readonly panel = viewChild(FilePanel);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly most = MAX_DELETE;
  protected readonly bulk: readonly Choice<'delete'>[] = [{ value: 'delete', label: 'storage.delete.button' }];
  protected readonly columnChoices = optionalColumns.map((value): Choice<ColumnName> => ({
    value,
    label: `storage.desk.column.${value}`,
  }));
  protected readonly links = computed(() => ({
    courses: this.auth.has('courses:teach'),
    people: this.auth.has('users:read'),
  }));
  protected readonly filtered = computed(() => isFiltered(this.filters.listed()));
  protected readonly columns = computed(() =>
    this.columnStore.shown().map((key) => ({
      key,
      label: this.texts.of(`storage.desk.column.${key}`),
      unlabelled: key === 'select',
      ...(isSortable(key) ? { sort: sortOf(key, this.filters.filter().sort) } : {}),
    })),
  );
  protected readonly chips = computed((): ChipTexts => {
    const { purposes, states, storage, use } = this.filters.filter();
    const names = this.find.names();
    return {
      purpose: this.chip(
        'purpose',
        purposes.map((one) => this.texts.of(`storage.purpose.${one}`)),
      ),
      state: this.chip(
        'state',
        states.map((one) => this.texts.of(`storage.state.${one}`)),
      ),
      storage: this.chip('storage', storage === null ? [] : [this.texts.of(`storage.kind.${storage}`)]),
      use: this.chip('use', use === null ? [] : [this.texts.of(`storage.filter.${use}`)]),
      owner: this.chip('owner', names.owner === null ? [] : [names.owner]),
      course: this.chip('course', names.course === null ? [] : [names.course]),
    };
  });
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure && this.failureText.of(failure);
  });

  constructor() {
    const stop = this.keys.listen({
      reveal: (index) => this.table()?.reveal(index),
      open: (id) => {
        this.store.open(id);
      },
    });
    this.end.onDestroy(stop);
    afterRenderEffect(() => {
      if (this.store.opened() !== null) untracked(() => this.panel()?.focus());
    });
  }

  protected sort(column: string): void {
    if (isSortable(column)) this.filters.change({ sort: nextSort(column, this.filters.filter().sort) });
  }

  protected close(): void {
    const id = this.store.openId();
    this.store.close();
    if (id !== null) this.table()?.focus(id);
  }

  /** Shows what somebody asks for, and nothing but that, in the order of the moment. */
  protected only(changes: Partial<FilesFilter>): void {
    this.filters.change({ ...noFilter, ...changes, sort: this.filters.filter().sort });
  }

  protected save(): void {
    void this.exports.run();
  }

  protected async delete(file: DeskFile): Promise<void> {
    const index = this.store.shown().indexOf(file);
    await this.actions.delete([file]);
    this.catchFocus(index);
  }

  protected async deleteChosen(): Promise<void> {
    await this.actions.deleteChosen();
    this.catchFocus(0);
  }

  protected setQuota(owner: { readonly id: string; readonly name: string }): void {
    void this.actions.setQuota(owner);
  }

  protected loadMore(): void {
    void this.store.list.loadMore();
  }

  /** Gives the focus to the row that stands there now where what had it is gone, to the heading where no row is left. */
  private catchFocus(index: number): void {
    const take = (): void => {
      if (this.document.activeElement !== this.document.body) return;
      const last = this.store.shown().length - 1;
      if (last >= 0) this.table()?.reveal(Math.min(index, last));
      else this.heading()?.nativeElement.focus();
    };
    // the page may have been left while a question was open
    if (!this.end.destroyed) afterNextRender({ read: take }, { injector: this.injector });
  }

  private chip(name: keyof ChipTexts, values: readonly string[]): string {
    return this.texts.of('storage.filter.chip', {
      name: this.texts.of(`storage.filter.${name}`),
      value: values.length === 0 ? this.texts.of('storage.filter.any') : values.join(this.texts.of('desk.and')),
    });
  }
}
