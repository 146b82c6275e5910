import { DestroyRef, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { ToastService } from '../../../core/services/toasts';
import { WebsocketService } from '../../../core/services/websocket';
import { Paced } from '../../../shared/desk/paced';
import type { TableState } from '../../../shared/components/data-table/data-table';
import { filterToQuery, filterToStream, matches } from './attempt-filter';
import { MAX_ROWS, append, arrive, canLoadMore, noRows, release, startWith } from './attempt-rows';
import { FilterStore } from './filter-store';
import { MonitoringClient, type Query } from './monitoring-client';

/** Rows that follow each other faster than this cannot be read, and cost the frames of everything else. */
const ROWS_GAP_MS = 230;

/**
 * The rows of the table: the list of the server under the filter, and what arrives live on top of it. While the reader
 * holds the table still, what arrives is set aside and counted.
 */
@Service({ autoProvided: false })
export class AttemptsStore {
  private readonly client = inject(MonitoringClient);
  private readonly filters = inject(FilterStore);
  private readonly socket = inject(WebsocketService);
  private readonly toasts = inject(ToastService);
  private readonly reloads = signal(0);
  private readonly query = computed<Query>(() => {
    this.reloads();
    this.socket.gaps();
    const filter = this.filters.filter();
    return {
      ...filterToQuery(
        filter,
        untracked(() => this.socket.serverNow()),
      ),
      sort: filter.sort,
    };
  });
  private readonly first = this.client.firstPage(this.query);
  private readonly rows = signal(noRows);
  private readonly isLoadingMore = signal(false);
  private readonly hoveredRows = signal(false);
  private readonly focusedRows = signal(false);
  private readonly scrolledAway = signal(false);
  private readonly selectedRow = signal<LoginAttempt | null>(null);
  /** What arrived while the first page was under way: the page may be older. */
  private early: readonly LoginAttempt[] = [];

  readonly shown = computed(() => this.rows().shown);
  readonly newCount = computed(() => this.rows().heldCount);
  readonly trimmed = computed(() => this.rows().trimmed);
  readonly canLoadMore = computed(() => canLoadMore(this.rows()));
  readonly loadingMore = this.isLoadingMore.asReadonly();
  readonly failure = computed<ApiFailure | null>(() => {
    const error = this.first.error();
    return error === undefined ? null : toApiFailure(error);
  });
  readonly state = computed<TableState>(() => {
    if (this.first.isLoading()) return 'loading';
    return this.failure() === null ? 'ready' : 'failed';
  });
  /** The attempt in the drawer. It stays there when its row is let go. */
  readonly selected = this.selectedRow.asReadonly();
  /** True while the rows must not move: the reader points at one, reads one, has scrolled down, or has paused. */
  readonly held = computed(() => {
    const pointed = this.hoveredRows() || this.focusedRows();
    return pointed || this.scrolledAway() || this.selectedRow() !== null || this.socket.paused();
  });

  constructor() {
    // before the list is asked for: what happens between the two comes with the stream
    effect(() => {
      const wanted = filterToStream(this.filters.filter());
      untracked(() => {
        this.socket.filterAttempts(wanted);
      });
    });
    inject(DestroyRef).onDestroy(() => {
      this.socket.filterAttempts({});
    });
    effect(() => {
      this.query();
      this.early = [];
    });
    effect(() => {
      const page = this.first.hasValue() ? this.first.value() : undefined;
      if (page)
        untracked(() => {
          this.begin(startWith(page, this.filters.filter().sort));
        });
    });
    effect(() => {
      // Rows of another filter would pass for what was asked for.
      if (this.failure() !== null) this.rows.set(noRows);
    });
    effect(() => {
      if (!this.held()) this.rows.update(release);
    });
  }

  /** Follows the live attempts until the returned function is called. */
  follow(): () => void {
    const paced = new Paced<LoginAttempt>(ROWS_GAP_MS, MAX_ROWS, (attempts) => {
      this.take(attempts);
    });
    const end = this.socket.on('monitoring:login-attempt', (attempts) => {
      paced.add(attempts);
    });
    return () => {
      end();
      paced.clear();
    };
  }

  reload(): void {
    this.reloads.update((count) => count + 1);
  }

  /** Brings the attempts that were set aside into the table. */
  showNew(): void {
    if (this.filters.filter().sort === 'timestamp') this.filters.change({ sort: '-timestamp' });
    this.rows.update(release);
  }

  select(attempt: LoginAttempt | null): void {
    this.selectedRow.set(attempt);
  }

  hover(inside: boolean): void {
    this.hoveredRows.set(inside);
  }

  /** The keyboard is in the rows, or has left them. */
  focus(inside: boolean): void {
    this.focusedRows.set(inside);
  }

  scrollAway(away: boolean): void {
    this.scrolledAway.set(away);
  }

  async loadMore(): Promise<void> {
    const [query, cursor] = [this.query(), this.rows().next];
    if (cursor === null || this.first.isLoading() || this.loadingMore() || !this.canLoadMore()) return;
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

  private take(attempts: readonly LoginAttempt[]): void {
    const [filter, now] = [this.filters.filter(), this.socket.serverNow()];
    const wanted = attempts.filter((attempt) => matches(filter, attempt, now));
    if (this.first.isLoading()) this.early = [...wanted, ...this.early].slice(0, MAX_ROWS);
    this.rows.update((rows) => arrive(rows, wanted, this.held()));
  }

  private begin(rows: typeof noRows): void {
    this.rows.set(arrive(rows, this.early, false));
    this.early = [];
  }
}
