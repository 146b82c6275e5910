import { Component, DestroyRef, computed, inject } from '@angular/core';
import { blockSources, type BlockSource, type BlockedIp } from '@classy-book/contracts/blocking';
import { TranslocoDirective, TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { parseRange } from '../../../shared/components/address/cidr';
import { ChoiceFilter } from '../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../shared/components/filter-chip/choice-list';
import { FilterChip } from '../../../shared/components/filter-chip/filter-chip';
import { TextFilter } from '../../../shared/components/filter-chip/text-filter';
import { Icon } from '../../../shared/components/icon/icon';
import { DeskActions } from '../../../shared/desk/desk-actions';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../shared/media/media-query';
import { Texts } from '../../../shared/texts/texts';
import { blockStates, isFiltered, noFilter, type BlockState } from './blocked-filter';
import { BlockedFilterStore, BlockedStore } from './blocked-store';
import { BlockedTable } from './parts/blocked-table';

/** The addresses and ranges that are kept out, with the way to add one and to lift one. */
@Component({
  selector: 'app-blocked-ips-page',
  imports: [BlockedTable, ChoiceFilter, FilterChip, Icon, TextFilter, TranslocoDirective, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'blocked'), BlockedFilterStore, BlockedStore],
  templateUrl: './blocked-ips-page.html',
  styleUrl: './blocked-ips-page.css',
})
export default class BlockedIpsPage {
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly actions = inject(DeskActions);
  protected readonly clock = inject(DeskClock);
  protected readonly filters = inject(BlockedFilterStore);
  protected readonly store = inject(BlockedStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');

  protected readonly states = blockStates.map((value): Choice<BlockState> => ({
    value,
    label: `blocked.state.${value}`,
  }));
  protected readonly sources = blockSources.map((value): Choice<BlockSource> => ({
    value,
    label: `desk.source.${value}`,
  }));
  protected readonly filtered = computed(() => isFiltered(this.filters.filter()));
  protected readonly chosenSource = computed(() => {
    const { source } = this.filters.filter();
    return source === null ? [] : [source];
  });
  protected readonly headings = computed(() => ({
    range: this.texts.of('blocked.column.range'),
    reason: this.texts.of('blocked.column.reason'),
    source: this.texts.of('blocked.column.source'),
    attempts: this.texts.of('blocked.column.attempts'),
    ends: this.texts.of('blocked.column.ends'),
    by: this.texts.of('blocked.column.by'),
    since: this.texts.of('blocked.column.since'),
    action: this.texts.of('blocked.column.action'),
  }));
  protected readonly stateText = computed(() => this.texts.of(`blocked.state.${this.filters.filter().state}`));
  protected readonly sourceText = computed(() => {
    const { source } = this.filters.filter();
    return this.texts.of('blocked.filter.chip', {
      name: this.texts.of('blocked.filter.source'),
      value: this.texts.of(source === null ? 'blocked.filter.any' : `desk.source.${source}`),
    });
  });
  protected readonly addressProblem = computed(() => {
    const sentence = this.texts.of('desk.error.address');
    return (text: string) => (text === '' || parseRange(text) !== null ? null : sentence);
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

  protected again(block: BlockedIp): void {
    void this.actions.block({ address: block.range, reason: block.reason });
  }

  protected unblock(block: BlockedIp): void {
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
}
