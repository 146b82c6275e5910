import { Component, DestroyRef, ElementRef, computed, inject, input, output, viewChild } from '@angular/core';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { FailureText } from '../../../../core/services/failure-text';
import { DefencesStore } from '../../../../shared/desk/defences-store';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { mediaQuery } from '../../../../shared/media/media-query';
import { Texts } from '../../../../shared/texts/texts';
import { activeFilters, noFilter, type SortOrder } from '../attempt-filter';
import { AttemptsStore } from '../attempts-store';
import { ColumnStore } from '../columns';
import { FilterStore } from '../filter-store';
import { AttemptsTable } from '../parts/attempts-table';

/** The attempts table with the rows of the store. */
@Component({
  selector: 'app-table-section',
  imports: [AttemptsTable],
  template: `
    <app-attempts-table
      [attempts]="attempts.shown()"
      [columns]="columns()"
      [label]="label()"
      [state]="attempts.state()"
      [problem]="problem()"
      [sort]="filters.filter().sort"
      [now]="clock.now()"
      [cards]="phone()"
      [selected]="attempts.selected()?.id ?? null"
      [active]="active()"
      [newCount]="attempts.newCount()"
      [more]="attempts.canLoadMore()"
      [loadingMore]="attempts.loadingMore()"
      [trimmed]="attempts.trimmed()"
      [filtered]="filtered()"
      [isBlocked]="isBlocked()"
      [isLocked]="isLocked()"
      (opened)="opened.emit($event)"
      (sorted)="sort($event)"
      (hovered)="attempts.hover($event)"
      (focused)="attempts.focus($event)"
      (scrolledAway)="attempts.scrollAway($event)"
      (endReached)="loadMore()"
      (newWanted)="showNew()"
      (retried)="attempts.reload()"
      (cleared)="clear()"
    />
  `,
  host: { class: 'card' },
  styles: ':host { display: block; min-inline-size: 0; }',
})
export class TableSection {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly columnStore = inject(ColumnStore);
  private readonly defences = inject(DefencesStore);
  private readonly failureText = inject(FailureText);
  private readonly texts = inject(Texts);
  protected readonly attempts = inject(AttemptsStore);
  protected readonly clock = inject(DeskClock);
  protected readonly filters = inject(FilterStore);
  protected readonly phone = mediaQuery('(max-width: 699.98px)');
  private readonly table = viewChild.required(AttemptsTable);

  /** The attempt that the keyboard stands on. */
  readonly active = input.required<string | null>();
  readonly opened = output<LoginAttempt>();

  protected readonly label = computed(() => this.texts.of('monitoring.table.label'));
  protected readonly filtered = computed(() => activeFilters(this.filters.filter()) > 0);
  protected readonly problem = computed(() => {
    const failure = this.attempts.failure();
    return failure && this.failureText.of(failure);
  });
  protected readonly columns = computed(() => {
    const sorted = this.filters.filter().sort === 'timestamp' ? ('ascending' as const) : ('descending' as const);
    return this.columnStore.shown().map((key) => {
      const label = this.texts.of(`monitoring.column.${key}`);
      return key === 'time' ? { key, label, sort: sorted } : { key, label };
    });
  });
  /** New functions whenever the blocks or locks change, so that the rows ask again. */
  protected readonly isBlocked = computed(() => {
    this.defences.blocks();
    return (address: string) => this.defences.blockOf(address) !== null;
  });
  protected readonly isLocked = computed(() => {
    this.defences.locks();
    return (email: string) => this.defences.lockOf(email) !== null;
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.attempts.follow());
  }

  /** Scrolls a row into view and gives it the focus. */
  reveal(index: number): void {
    this.table().reveal(index);
  }

  /** Takes the focus out of the rows. */
  leave(): void {
    const active = this.host.nativeElement.ownerDocument.activeElement;
    if (active instanceof HTMLElement && this.host.nativeElement.contains(active)) active.blur();
  }

  protected sort(order: SortOrder): void {
    this.filters.change({ sort: order });
  }

  protected loadMore(): void {
    void this.attempts.loadMore();
  }

  protected showNew(): void {
    this.attempts.showNew();
    this.table().reveal(0);
  }

  protected clear(): void {
    this.filters.change({ ...noFilter, sort: this.filters.filter().sort });
  }
}
