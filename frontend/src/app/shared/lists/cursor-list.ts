import type { HttpResourceRef } from '@angular/common/http';
import { computed, effect, inject, signal, untracked } from '@angular/core';
import { toApiFailure } from '../../core/services/api';
import { ToastService } from '../../core/services/toasts';
import type { TableState } from '../components/data-table/data-table';
import { append, canLoadMore, noRows, type ListPage, type ListRows } from './list-rows';

export type Query = Readonly<Record<string, string>>;

/** What a client of a list can do. */
export interface ListClient<T> {
  /** The first page, asked for whenever the query changes. */
  firstPage(query: () => Query): HttpResourceRef<ListPage<T> | undefined>;
  /** The page behind a cursor. */
  nextPage(query: Query, cursor: string): Promise<ListPage<T>>;
}

/** The rows of a list under a query, as far as they were scrolled, which live events may change in between. */
export class CursorList<T> {
  private readonly toasts = inject(ToastService);
  private readonly reloads = signal(0);
  private readonly query = computed<Query>(() => {
    this.reloads();
    // Every change of what is read here is a new question, also where the words are the same.
    return { ...this.ask() };
  });
  private readonly first: HttpResourceRef<ListPage<T> | undefined>;
  private readonly rows = signal<ListRows<T>>(noRows);
  private readonly isLoadingMore = signal(false);

  readonly loadingMore = this.isLoadingMore.asReadonly();
  readonly shown = computed(() => this.rows().shown);
  readonly canLoadMore = computed(() => canLoadMore(this.rows()));
  readonly failure = computed(() => {
    const error = this.first.error();
    return error === undefined ? null : toApiFailure(error);
  });
  readonly state = computed<TableState>(() => {
    if (this.first.isLoading()) return 'loading';
    return this.failure() === null ? 'ready' : 'failed';
  });

  /**
   * Reads from the beginning whenever what `ask` reads changes. Rows with the same key are the same. Needs an injection
   * context.
   */
  constructor(
    private readonly client: ListClient<T>,
    private readonly keyOf: (row: T) => string,
    private readonly ask: () => Query,
  ) {
    this.first = client.firstPage(this.query);
    effect(() => {
      const page = this.first.hasValue() ? this.first.value() : undefined;
      if (page) this.rows.set(append(noRows, page, keyOf));
      else if (this.failure() !== null) this.rows.set(noRows);
    });
  }

  /** Changes the rows as a live event tells. */
  update(change: (rows: ListRows<T>) => ListRows<T>): void {
    this.rows.update(change);
  }

  reload(): void {
    this.reloads.update((count) => count + 1);
  }

  async loadMore(): Promise<void> {
    const [query, cursor] = [this.query(), this.rows().next];
    if (cursor === null || this.first.isLoading() || this.loadingMore() || !untracked(this.canLoadMore)) return;
    this.isLoadingMore.set(true);
    try {
      const page = await this.client.nextPage(query, cursor);
      if (query === this.query()) this.rows.update((rows) => append(rows, page, this.keyOf));
    } catch (error) {
      // Scrolling on asks again.
      this.toasts.showFailure(toApiFailure(error));
    } finally {
      this.isLoadingMore.set(false);
    }
  }
}
