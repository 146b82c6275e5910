import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { WebsocketService } from '../../../core/services/websocket';
import type { TableState } from '../../../shared/components/data-table/data-table';
import { DeskActions } from '../../../shared/desk/desk-actions';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { BlockedClient, type Query } from './blocked-client';
import { filterFromUrl, filterToQuery, filterToUrl, matches, type BlockedFilter } from './blocked-filter';
import { append, canLoadMore, lift, noRows, put } from './blocked-rows';

/** The filter, which stands in the URL and nowhere else. */
@Service({ autoProvided: false })
export class BlockedFilterStore {
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  readonly filter = computed(() => filterFromUrl((name) => this.params().get(name)), {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });

  /** Changes some of the filters. Going back in the browser undoes it. */
  change(changes: Partial<BlockedFilter>): void {
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: filterToUrl({ ...this.filter(), ...changes }),
      queryParamsHandling: 'merge',
    });
  }
}

/** The blocked addresses under the filter: the server's list, kept by the live events and the clock. */
@Service({ autoProvided: false })
export class BlockedStore {
  private readonly client = inject(BlockedClient);
  private readonly clock = inject(DeskClock);
  private readonly filters = inject(BlockedFilterStore);
  private readonly socket = inject(WebsocketService);
  private readonly toasts = inject(ToastService);
  private readonly changes = inject(DeskActions).changes;
  private readonly reloads = signal(0);
  private readonly query = computed<Query>(() => {
    this.reloads();
    this.socket.gaps();
    this.changes();
    // Every change of the above is a new question, also where the words are the same.
    return { ...filterToQuery(this.filters.filter()) };
  });
  private readonly first = this.client.firstPage(this.query);
  private readonly rows = signal(noRows);
  private readonly isLoadingMore = signal(false);

  readonly loadingMore = this.isLoadingMore.asReadonly();
  readonly shown = computed(
    () => this.rows().shown.filter((block) => matches(this.filters.filter(), block, this.clock.now())),
    { equal: (one, other) => one.length === other.length && one.every((block, index) => block === other[index]) },
  );
  readonly canLoadMore = computed(() => canLoadMore(this.rows()));
  readonly failure = computed(() => {
    const error = this.first.error();
    return error === undefined ? null : toApiFailure(error);
  });
  readonly state = computed<TableState>(() => {
    if (this.first.isLoading()) return 'loading';
    return this.failure() === null ? 'ready' : 'failed';
  });

  constructor() {
    effect(() => {
      const page = this.first.hasValue() ? this.first.value() : undefined;
      if (page) this.rows.set(append(noRows, page));
      else if (this.failure() !== null) this.rows.set(noRows);
    });
  }

  /** Follows the live events until the returned function is called. */
  follow(): () => void {
    const ends = [
      this.socket.on('monitoring:ip-blocked', (events) => {
        for (const { block } of events) {
          if (matches({ ...this.filters.filter(), state: 'all' }, block, 0))
            this.rows.update((rows) => put(rows, block));
        }
      }),
      this.socket.on('monitoring:ip-unblocked', (events) => {
        for (const { range } of events) this.rows.update((rows) => lift(rows, range));
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  reload(): void {
    this.reloads.update((count) => count + 1);
  }

  async loadMore(): Promise<void> {
    const [query, cursor] = [this.query(), this.rows().next];
    if (cursor === null || this.loadingMore() || !untracked(this.canLoadMore)) return;
    this.isLoadingMore.set(true);
    try {
      const page = await this.client.nextPage(query, cursor);
      if (query === this.query()) this.rows.update((rows) => append(rows, page));
    } catch (error) {
      // Scrolling on asks again.
      this.toasts.showFailure(toApiFailure(error));
    } finally {
      this.isLoadingMore.set(false);
    }
  }
}
