import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { UserListItem } from '@classy-book/contracts/users';
import { toApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { WebsocketService } from '../../../core/services/websocket';
import type { TableState } from '../../../shared/components/data-table/data-table';
import { UsersClient, type Query } from './users-client';
import { filterFromUrl, filterToQuery, filterToUrl, noFilter, type UsersFilter } from './users-filter';
import { append, canLoadMore, markLock, noRows } from './users-rows';

/** The filter and the order, which stand in the URL and nowhere else. */
@Service({ autoProvided: false })
export class UsersFilterStore {
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  readonly filter = computed(() => filterFromUrl((name) => this.params().get(name)), {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });

  /** Changes some of the filters. Going back in the browser undoes it, but not letter by letter what was typed. */
  change(changes: Partial<UsersFilter>): void {
    const typing = Object.keys(changes).join() === 'search' && this.filter().search !== '' && changes.search !== '';
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: filterToUrl({ ...this.filter(), ...changes }),
      queryParamsHandling: 'merge',
      replaceUrl: typing,
    });
  }

  /** Shows everybody again, in the order of the moment. */
  clear(): void {
    this.change({ ...noFilter, sort: this.filter().sort });
  }
}

/** The people under the filter, as far as they were loaded. Locks that come and go live are shown at once. */
@Service({ autoProvided: false })
export class UsersStore {
  private readonly client = inject(UsersClient);
  private readonly filters = inject(UsersFilterStore);
  private readonly socket = inject(WebsocketService);
  private readonly toasts = inject(ToastService);
  private readonly reloads = signal(0);
  private readonly query = computed<Query>(() => {
    this.reloads();
    const filter = this.filters.filter();
    // Every change of the above is a new question, also where the words are the same.
    return { ...filterToQuery(filter), sort: filter.sort };
  });
  private readonly first = this.client.firstPage(this.query);
  private readonly rows = signal(noRows);
  private readonly isLoadingMore = signal(false);

  readonly loadingMore = this.isLoadingMore.asReadonly();
  readonly shown = computed<readonly UserListItem[]>(() => this.rows().shown);
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
      this.socket.on('monitoring:account-locked', (events) => {
        for (const { email, lockedUntil } of events) this.rows.update((rows) => markLock(rows, email, lockedUntil));
      }),
      this.socket.on('monitoring:account-unlocked', (events) => {
        for (const { email } of events) this.rows.update((rows) => markLock(rows, email, null));
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
    if (cursor === null || this.first.isLoading() || this.loadingMore() || !untracked(this.canLoadMore)) return;
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
