import { Component, DestroyRef, computed, inject } from '@angular/core';
import {
  blockSources,
  type AllowedIp,
  type BlockRecord,
  type BlockSort,
  type BlockSource,
} from '@classy-book/contracts/blocking';
import { TranslocoDirective, TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { parseRange } from '../../../shared/components/address/cidr';
import { ChoiceFilter } from '../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { FilterChip } from '../../../shared/components/filter-chip/filter-chip';
import { TextFilter } from '../../../shared/components/filter-chip/text-filter';
import { Icon } from '../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../shared/components/menu/menu';
import { SelectionBar } from '../../../shared/components/selection-bar/selection-bar';
import { DeskActions } from '../../../shared/desk/desk-actions';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../shared/media/media-query';
import { Texts } from '../../../shared/texts/texts';
import { BlockedActions, exportFormats, type ExportFormat } from './blocked-actions';
import { blockStates, emailIn, isFiltered, noFilter, type BlockState } from './blocked-filter';
import { BlockedFilterStore, BlockedStore } from './blocked-store';
import { CheckStore } from './check-store';
import { AddressCheckBox } from './parts/address-check';
import { AllowList } from './parts/allow-list';
import { BlockedTable, columnNames } from './parts/blocked-table';
import { BlockSelectionStore } from './selection-store';

/** The columns that can be sorted by, and the order that each gives. Pressed again, the newest come first again. */
const sorts: Readonly<Record<string, { readonly sort: BlockSort; readonly direction: 'ascending' | 'descending' }>> = {
  hits: { sort: 'hits', direction: 'descending' },
  ends: { sort: 'ends', direction: 'ascending' },
  since: { sort: 'newest', direction: 'descending' },
};

/** The addresses and ranges that are kept out, with the way to add one and to lift one. */
@Component({
  selector: 'app-blocked-ips-page',
  imports: [
    AddressCheckBox,
    AllowList,
    BlockedTable,
    ChoiceFilter,
    FilterChip,
    Icon,
    Menu,
    MenuItem,
    SelectionBar,
    TextFilter,
    TranslocoDirective,
    TranslocoPipe,
  ],
  providers: [
    provideTranslocoScope('desk', 'blocked'),
    BlockedActions,
    BlockedFilterStore,
    BlockedStore,
    BlockSelectionStore,
    CheckStore,
  ],
  templateUrl: './blocked-ips-page.html',
  styleUrls: ['../../../shared/desk/desk-page.css', './blocked-ips-page.css'],
})
export default class BlockedIpsPage {
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly actions = inject(DeskActions);
  protected readonly clock = inject(DeskClock);
  protected readonly filters = inject(BlockedFilterStore);
  protected readonly store = inject(BlockedStore);
  protected readonly selection = inject(BlockSelectionStore);
  protected readonly checks = inject(CheckStore);
  protected readonly page = inject(BlockedActions);
  protected readonly formats = exportFormats;
  protected readonly phone = mediaQuery('(max-width: 699.98px)');

  protected readonly states = blockStates.map((value): Choice<BlockState> => ({
    value,
    label: `blocked.state.${value}`,
  }));
  protected readonly sources = blockSources.map((value): Choice<BlockSource> => ({
    value,
    label: `desk.source.${value}`,
  }));
  protected readonly liftActions: readonly Choice<'lift'>[] = [{ value: 'lift', label: 'blocked.lift.submit' }];
  protected readonly filtered = computed(() => isFiltered(this.filters.filter()));
  protected readonly chosenSource = computed(() => {
    const { source } = this.filters.filter();
    return source === null ? [] : [source];
  });
  protected readonly columns = computed(() =>
    columnNames
      .filter((key) => key !== 'select' || this.actions.allowed().block)
      .map((key) => ({
        key,
        label: this.texts.of(`blocked.column.${key}`),
        unlabelled: key === 'select',
        ...(key in sorts ? { sort: this.orderOf(key) } : {}),
      })),
  );
  protected readonly stateText = computed(() => this.texts.of(`blocked.state.${this.filters.filter().state}`));
  protected readonly sourceText = computed(() => {
    const { source } = this.filters.filter();
    return this.chip('source', source === null ? '' : this.texts.of(`desk.source.${source}`));
  });
  protected readonly allowed = computed(() => (this.page.allowed.hasValue() ? this.page.allowed.value() : []));
  protected readonly allowFailed = computed(() => this.page.allowed.error() !== undefined);
  protected readonly checkProblem = computed(() => {
    const failure = this.checks.failure();
    return failure && this.failureText.of(failure);
  });
  protected readonly addressProblem = computed(() => {
    const sentence = this.texts.of('desk.error.address');
    return (text: string) => (text === '' || parseRange(text) !== null ? null : sentence);
  });
  protected readonly emailProblem = computed(() => {
    const sentence = this.texts.of('blocked.filter.noEmail');
    return (text: string) => (text === '' || emailIn(text) !== '' ? null : sentence);
  });
  protected readonly problem = computed(() => {
    const failure = this.store.list.failure();
    return failure && this.failureText.of(failure);
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.store.follow());
  }

  protected add(): void {
    void this.actions.block({ address: null, reason: '' });
  }

  protected again(block: BlockRecord): void {
    void this.actions.block({ address: block.range, reason: block.reason });
  }

  protected unblock(block: BlockRecord): void {
    void this.actions.unblock(block);
  }

  protected changeState(state: BlockState | undefined): void {
    this.filters.change({ state: state ?? noFilter.state });
  }

  protected changeAddress(chip: FilterChip, address: string): void {
    chip.close();
    this.filters.change({ address });
  }

  protected clear(): void {
    this.filters.change(noFilter);
  }

  protected loadMore(): void {
    void this.store.list.loadMore();
  }

  protected sort(column: string): void {
    const wanted = sorts[column]?.sort ?? noFilter.sort;
    this.filters.change({ sort: wanted === this.filters.filter().sort ? noFilter.sort : wanted });
  }

  protected addMany(): void {
    void this.page.addMany();
  }

  protected liftChosen(): void {
    void this.page.unblockChosen();
  }

  protected showHistory(block: BlockRecord): void {
    void this.page.showHistory(block);
  }

  protected allow(): void {
    void this.page.allow();
  }

  protected removeAllowed(entry: AllowedIp): void {
    void this.page.removeAllowed(entry);
  }

  protected save(format: ExportFormat): void {
    void this.page.save(format);
  }

  protected check(address: string): void {
    void this.checks.ask(address);
  }

  /** The text of a filter: its name, and what it keeps. */
  protected chip(name: 'source' | 'reason' | 'by', value: string): string {
    return this.texts.of('blocked.filter.chip', {
      name: this.texts.of(`blocked.column.${name}`),
      value: value || this.texts.of('blocked.filter.any'),
    });
  }

  private orderOf(column: string): 'ascending' | 'descending' | 'none' {
    const order = sorts[column];
    return order?.sort === this.filters.filter().sort ? order.direction : 'none';
  }
}
