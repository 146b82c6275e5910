import { DestroyRef, Service, inject, signal, untracked } from '@angular/core';
import type { DeskFile } from '@classy-book/contracts/file-desk';
import { loadedFrom } from '../../../shared/account/loaded';
import { FileDeletion } from '../../../shared/files/file-deletion';
import { QuotaStore } from '../../../shared/files/quota-store';
import { FilesClient } from './files-client';
import { FileSelection, FilesStore } from './files-store';

const COUNTED_ANEW_MS = 11_000;

/** The storage report, and what is done to files and quotas, which changes it. Nothing here throws. */
@Service({ autoProvided: false })
export class FilesActions {
  private readonly client = inject(FilesClient);
  private readonly deletion = inject(FileDeletion);
  private readonly quotas = inject(QuotaStore);
  private readonly selection = inject(FileSelection);
  private readonly store = inject(FilesStore);
  private readonly working = signal(false);
  private later: ReturnType<typeof setTimeout> | undefined;

  readonly report = loadedFrom(this.client.report());
  readonly busy = this.working.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.later);
    });
  }

  /** Deletes everything that is chosen. */
  async deleteChosen(): Promise<void> {
    const chosen = untracked(this.selection.ids);
    await this.delete(untracked(this.store.shown).filter(({ id }) => chosen.has(id)));
  }

  async delete(files: readonly DeskFile[]): Promise<void> {
    if (this.busy()) return;
    await this.deletion.run({
      files,
      others: true,
      call: async (request) => {
        this.working.set(true);
        try {
          return await this.client.delete(request);
        } finally {
          this.working.set(false);
        }
      },
      gone: (ids) => {
        this.store.remove(ids);
        this.selection.clear();
        this.lookAgain();
      },
    });
  }

  async setQuota(owner: { readonly id: string; readonly name: string }): Promise<void> {
    if (!(await this.quotas.set(owner))) return;
    this.lookAgain();
    this.store.room.reload();
  }

  /** The server counts at most every ten seconds: what has just changed may only be in the next report. */
  private lookAgain(): void {
    this.report.reload();
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      this.report.reload();
    }, COUNTED_ANEW_MS);
  }
}
