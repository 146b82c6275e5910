import { Service, computed, inject } from '@angular/core';
import type { BlockRecord } from '@classy-book/contracts/blocking';
import { WebsocketService } from '../../../core/services/websocket';
import { DeskActions } from '../../../shared/desk/desk-actions';
import { DeskClock } from '../../../shared/desk/desk-clock';
import { CursorList } from '../../../shared/lists/cursor-list';
import { UrlFilter } from '../../../shared/lists/url-filter';
import { BlockedClient } from './blocked-client';
import { filterFromUrl, filterToQuery, filterToUrl, matches, type BlockedFilter } from './blocked-filter';
import { idOf, lift, put } from './blocked-rows';

/** The filter of the page. */
@Service({ autoProvided: false })
export class BlockedFilterStore extends UrlFilter<BlockedFilter> {
  constructor() {
    super(filterFromUrl, filterToUrl);
  }
}

/** The blocked addresses under the filter: the server's list, kept by the live events and the clock. */
@Service({ autoProvided: false })
export class BlockedStore {
  private readonly clock = inject(DeskClock);
  private readonly filters = inject(BlockedFilterStore);
  private readonly socket = inject(WebsocketService);
  private readonly changes = inject(DeskActions).changes;

  readonly list = new CursorList<BlockRecord>(inject(BlockedClient), idOf, () => {
    this.socket.gaps();
    this.changes();
    return filterToQuery(this.filters.filter());
  });
  readonly shown = computed(
    () => this.list.shown().filter((block) => matches(this.filters.filter(), block, this.clock.now())),
    { equal: (one, other) => one.length === other.length && one.every((block, index) => block === other[index]) },
  );

  /** Follows the live events until the returned function is called. */
  follow(): () => void {
    const ends = [
      this.socket.on('monitoring:ip-blocked', (events) => {
        // rows that the filter does not keep are not shown, but what they replace is over
        for (const { block } of events) this.list.update((rows) => put(rows, block));
      }),
      this.socket.on('monitoring:ip-unblocked', (events) => {
        for (const { range, by } of events) this.list.update((rows) => lift(rows, range, by));
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }
}
