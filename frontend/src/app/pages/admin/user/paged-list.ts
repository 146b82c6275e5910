import { DestroyRef, computed, effect, inject, signal, untracked } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import type { TableState } from '../../../shared/components/data-table/data-table';
import type { ListPage } from '../../../shared/lists/list-rows';

/** Gives the page behind a cursor, the first one for null. */
export type Source<T> = (cursor: string | null) => Observable<ListPage<T>>;

/** More than anybody reads; the desk has all of it. */
const MOST = 1_000;

/** A list that is read page by page, as far as it was scrolled. */
export class PagedList<T> {
  private readonly read = signal<readonly T[]>([]);
  private readonly next = signal<string | null>(null);
  private readonly standing = signal<TableState>('loading');
  private readonly failedWith = signal<ApiFailure | null>(null);
  private readonly fetching = signal(false);
  private readonly reloads = signal(0);
  private source: Source<T> | null = null;
  private run = 0;

  readonly items = this.read.asReadonly();
  readonly state = this.standing.asReadonly();
  readonly failure = this.failedWith.asReadonly();
  readonly loadingMore = this.fetching.asReadonly();
  readonly more = computed(() => this.next() !== null && this.items().length < MOST);

  /**
   * Reads from the beginning whenever what `ask` reads changes; nothing is read while it gives null. Needs an injection
   * context.
   */
  constructor(ask: () => Source<T> | null) {
    effect(() => {
      this.reloads();
      const source = ask();
      untracked(() => {
        this.begin(source);
      });
    });
    inject(DestroyRef).onDestroy(() => {
      this.run += 1;
    });
  }

  reload(): void {
    this.reloads.update((count) => count + 1);
  }

  loadMore(): void {
    const cursor = this.next();
    if (this.source === null || cursor === null || this.fetching() || !this.more()) return;
    this.fetching.set(true);
    void this.fetch(this.source, cursor);
  }

  private begin(source: Source<T> | null): void {
    this.source = source;
    this.fetching.set(false);
    this.run += 1;
    if (source === null) return;
    this.standing.set('loading');
    void this.fetch(source, null);
  }

  private async fetch(source: Source<T>, cursor: string | null): Promise<void> {
    const run = this.run;
    try {
      const part = await firstValueFrom(source(cursor));
      if (run !== this.run) return;
      this.read.update((known) => (cursor === null ? part.items : [...known, ...part.items]).slice(0, MOST));
      this.next.set(part.next);
      this.failedWith.set(null);
      this.standing.set('ready');
    } catch (error) {
      if (run !== this.run) return;
      this.failedWith.set(toApiFailure(error));
      if (cursor === null) this.read.set([]);
      this.standing.set(cursor === null ? 'failed' : 'ready');
    }
    if (run === this.run) this.fetching.set(false);
  }
}
