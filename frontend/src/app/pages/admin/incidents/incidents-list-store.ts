import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Incident } from '@classy-book/contracts/incidents';
import type { IncidentEvent } from '@classy-book/contracts/realtime';
import { AuthService } from '../../../core/services/auth';
import { WebsocketService } from '../../../core/services/websocket';
import { CursorList } from '../../../shared/lists/cursor-list';
import { UrlFilter } from '../../../shared/lists/url-filter';
import { filterFromUrl, filterToQuery, filterToUrl, matches, noFilter, type IncidentsFilter } from './incident-filter';
import { IncidentsClient } from './incidents-client';

/** More than this is only said to be more. */
const MOST_NEW = 1_000;

/** The filter and the order. */
@Service({ autoProvided: false })
export class IncidentsFilterStore extends UrlFilter<IncidentsFilter> {
  constructor() {
    super(filterFromUrl, filterToUrl);
  }

  /** Shows everything again, in the order of the moment. */
  clear(): void {
    this.change({ ...noFilter, sort: this.filter().sort });
  }
}

/**
 * The incidents under the filter, as far as they were loaded. A row that changes elsewhere changes in its place; what is
 * new is counted until the reader wants it, so that the ground does not move.
 */
@Service({ autoProvided: false })
export class IncidentsListStore {
  private readonly auth = inject(AuthService);
  private readonly filters = inject(IncidentsFilterStore);
  private readonly socket = inject(WebsocketService);
  private readonly waiting = signal<ReadonlySet<string>>(new Set());

  readonly list = new CursorList<Incident>(
    inject(IncidentsClient),
    (incident) => incident.id,
    () => {
      this.socket.gaps();
      const filter = this.filters.filter();
      return {
        ...filterToQuery(
          filter,
          untracked(() => this.socket.serverNow()),
        ),
        sort: filter.sort,
      };
    },
  );
  readonly shown = this.list.shown;
  /** How many incidents would stand in the list if it were loaded now. */
  readonly newCount = computed(() => this.waiting().size);

  constructor() {
    effect(() => {
      this.shown();
      untracked(() => {
        this.forgetShown();
      });
    });
  }

  /** Follows the live events until the returned function is called. */
  follow(): () => void {
    return this.socket.on('monitoring:incident', (events) => {
      for (const event of events) this.take(event);
    });
  }

  showNew(): void {
    this.waiting.set(new Set());
    this.list.reload();
  }

  private take({ incident }: IncidentEvent): void {
    const known = untracked(this.shown).some(({ id }) => id === incident.id);
    if (known) {
      this.list.update((rows) => ({
        ...rows,
        shown: rows.shown.map((row) => (row.id === incident.id ? incident : row)),
      }));
      return;
    }
    const wanted = matches(untracked(this.filters.filter), incident, this.auth.user()?.id ?? null);
    this.waiting.update((waiting) => {
      const next = new Set(waiting);
      if (!wanted) next.delete(incident.id);
      else if (next.size < MOST_NEW) next.add(incident.id);
      return next;
    });
  }

  private forgetShown(): void {
    const shown = new Set(this.shown().map(({ id }) => id));
    const left = [...this.waiting()].filter((id) => !shown.has(id));
    if (left.length !== this.waiting().size) this.waiting.set(new Set(left));
  }
}
