import { Service, computed, inject, signal } from '@angular/core';
import type { OwnFile } from '@classy-book/contracts/file-desk';
import type { UploadStatus } from '@classy-book/contracts/file-uploads';
import { AccountActions } from '../../../shared/account/account-actions';
import { loadedFrom } from '../../../shared/account/loaded';
import { FileDeletion } from '../../../shared/files/file-deletion';
import { CursorList } from '../../../shared/lists/cursor-list';
import { UrlFilter } from '../../../shared/lists/url-filter';
import { OwnFilesClient } from './files-client';
import { filterFromUrl, filterToUrl, type OwnFilesFilter } from './files-filter';

/** The filter and the order. */
@Service({ autoProvided: false })
export class OwnFilesFilterStore extends UrlFilter<OwnFilesFilter> {
  readonly filtered = computed(() => this.filter().purposes.length > 0 || this.filter().use !== null);

  constructor() {
    super(filterFromUrl, filterToUrl);
  }
}

/** Somebody's own files and unfinished uploads, and how much room they take. Nothing here throws. */
@Service({ autoProvided: false })
export class OwnFilesStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(OwnFilesClient);
  private readonly deletion = inject(FileDeletion);
  private readonly filters = inject(OwnFilesFilterStore);
  private readonly discarded = signal<ReadonlySet<string>>(new Set());
  private readonly working = signal<ReadonlySet<string>>(new Set());

  readonly usage = loadedFrom(this.client.usage());
  private readonly begun = loadedFrom(this.client.uploads());
  readonly uploads = computed(() => (this.begun.value() ?? []).filter(({ id }) => !this.discarded().has(id)));
  readonly list = new CursorList<OwnFile>(
    this.client,
    ({ id }) => id,
    () => {
      const { sort, ...named } = filterToUrl(this.filters.filter());
      const given = Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
      return { ...Object.fromEntries(given), sort: sort ?? '-createdAt' };
    },
  );
  /** The ids of what is just being deleted or discarded. */
  readonly busy = this.working.asReadonly();

  async delete(file: OwnFile): Promise<void> {
    await this.deletion.run({
      files: [file],
      others: false,
      call: (request) => this.during(file.id, () => this.client.delete(request)),
      gone: (ids) => {
        this.list.update((rows) => ({ ...rows, shown: rows.shown.filter(({ id }) => !ids.includes(id)) }));
        this.usage.reload();
      },
    });
  }

  async discard({ id, name }: UploadStatus): Promise<void> {
    await this.during(id, async () => {
      // One that is over already is what was wanted.
      const outcome = await this.actions.attempt(() => this.client.discard(id), ['NOT_FOUND']);
      if (!outcome.ok && outcome.failure.code !== 'NOT_FOUND') return;
      this.discarded.update((ids) => new Set([...ids, id]));
      this.actions.tell('storage.own.discarded', { name });
      this.usage.reload();
    });
  }

  private async during<T>(id: string, work: () => Promise<T>): Promise<T> {
    this.working.update((ids) => new Set([...ids, id]));
    try {
      return await work();
    } finally {
      this.working.update((ids) => new Set([...ids].filter((one) => one !== id)));
    }
  }
}
