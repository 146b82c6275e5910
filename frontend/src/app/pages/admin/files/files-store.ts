import { Service, computed, inject, untracked } from '@angular/core';
import type { DeskFile } from '@classy-book/contracts/file-desk';
import { loadedFrom } from '../../../shared/account/loaded';
import { QuotaClient } from '../../../shared/files/quota-client';
import { CursorList } from '../../../shared/lists/cursor-list';
import { RowSelection } from '../../../shared/lists/row-selection';
import { UrlFilter } from '../../../shared/lists/url-filter';
import { FilesClient } from './files-client';
import { filterFromUrl, filterToQuery, filterToUrl, noFilter, type FilesFilter } from './files-filter';

/** The most files that one request may delete. */
export const MAX_DELETE = 100;

const sameText = { equal: (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other) };

/** The filter, the order, and the file that is open. */
@Service({ autoProvided: false })
export class FilesFilterStore extends UrlFilter<FilesFilter> {
  /** The same without the file: opening one asks for no other list. */
  readonly listed = computed(() => ({ ...this.filter(), file: null }), sameText);

  constructor() {
    super(filterFromUrl, filterToUrl);
  }

  /** Going back in the browser does not undo letter by letter what was typed. */
  override change(changes: Partial<FilesFilter>): void {
    const typing = Object.keys(changes).join() === 'search' && this.filter().search !== '' && changes.search !== '';
    super.change(changes, typing);
  }

  /** Shows everything again, in the order of the moment. */
  clear(): void {
    this.change({ ...noFilter, sort: this.filter().sort });
  }
}

/** The files under the filter, as far as they were loaded, and the one that is open. */
@Service({ autoProvided: false })
export class FilesStore {
  private readonly filters = inject(FilesFilterStore);

  readonly list = new CursorList<DeskFile>(
    inject(FilesClient),
    ({ id }) => id,
    () => {
      const filter = this.filters.listed();
      return { ...filterToQuery(filter), sort: filter.sort };
    },
  );
  readonly shown = this.list.shown;
  readonly openId = computed(() => this.filters.filter().file);
  /** Null where none is open, and where it is not in the list (any more). */
  readonly opened = computed(() => this.shown().find(({ id }) => id === this.openId()) ?? null);
  private readonly ownerId = computed(() => this.opened()?.owner?.id ?? null);
  /** What the owner of the open file has stored and may store. */
  readonly room = loadedFrom(inject(QuotaClient).usage(this.ownerId));

  open(id: string): void {
    this.filters.change({ file: id });
  }

  close(): void {
    this.filters.change({ file: null });
  }

  /** Takes files out of the list that are gone. */
  remove(ids: readonly string[]): void {
    this.list.update((rows) => ({ ...rows, shown: rows.shown.filter(({ id }) => !ids.includes(id)) }));
    const open = untracked(this.openId);
    if (open !== null && ids.includes(open)) this.close();
  }
}

/** The files that are chosen for an action: what is on its way out is not offered. */
@Service({ autoProvided: false })
export class FileSelection extends RowSelection {
  constructor() {
    const store = inject(FilesStore);
    super(
      computed(() => store.shown().filter(({ state }) => state !== 'deleting')),
      inject(FilesFilterStore).listed,
      MAX_DELETE,
    );
  }
}
