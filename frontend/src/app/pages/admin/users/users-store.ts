import { Service, inject } from '@angular/core';
import type { UserListItem } from '@classy-book/contracts/users';
import { WebsocketService } from '../../../core/services/websocket';
import { CursorList } from '../../../shared/lists/cursor-list';
import { UrlFilter } from '../../../shared/lists/url-filter';
import { UsersClient } from './users-client';
import { filterFromUrl, filterToQuery, filterToUrl, noFilter, type UsersFilter } from './users-filter';
import { markLock } from './users-rows';

/** The filter and the order. */
@Service({ autoProvided: false })
export class UsersFilterStore extends UrlFilter<UsersFilter> {
  constructor() {
    super(filterFromUrl, filterToUrl);
  }

  /** Going back in the browser does not undo letter by letter what was typed. */
  override change(changes: Partial<UsersFilter>): void {
    const typing = Object.keys(changes).join() === 'search' && this.filter().search !== '' && changes.search !== '';
    super.change(changes, typing);
  }

  /** Shows everybody again, in the order of the moment. */
  clear(): void {
    this.change({ ...noFilter, sort: this.filter().sort });
  }
}

/** The people under the filter, as far as they were loaded. Locks that come and go live are shown at once. */
@Service({ autoProvided: false })
export class UsersStore {
  private readonly filters = inject(UsersFilterStore);
  private readonly socket = inject(WebsocketService);

  readonly list = new CursorList<UserListItem>(
    inject(UsersClient),
    (user) => user.id,
    () => {
      const filter = this.filters.filter();
      return { ...filterToQuery(filter), sort: filter.sort };
    },
  );
  readonly shown = this.list.shown;

  /** Follows the live events until the returned function is called. */
  follow(): () => void {
    const ends = [
      this.socket.on('monitoring:account-locked', (events) => {
        for (const { email, lockedUntil } of events) this.list.update((rows) => markLock(rows, email, lockedUntil));
      }),
      this.socket.on('monitoring:account-unlocked', (events) => {
        for (const { email } of events) this.list.update((rows) => markLock(rows, email, null));
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }
}
