import { DOCUMENT, Service, inject, signal, untracked } from '@angular/core';
import type { DeskFile } from '@classy-book/contracts/file-desk';
import { toApiFailure } from '../../../core/services/api';
import { I18nService } from '../../../core/services/i18n';
import { ToastService } from '../../../core/services/toasts';
import { saveFile } from '../../../shared/account/save-file';
import { Texts } from '../../../shared/texts/texts';
import { csvOf } from './csv';
import { FilesClient } from './files-client';
import { filterToQuery } from './files-filter';
import { FilesFilterStore } from './files-store';

const MOST = 5_000;

/** Saves what is known of the files under the filter as a CSV file, page by page, up to a bound. */
@Service({ autoProvided: false })
export class FilesExportStore {
  private readonly client = inject(FilesClient);
  private readonly document = inject(DOCUMENT);
  private readonly filters = inject(FilesFilterStore);
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);
  private readonly working = signal(false);

  readonly busy = this.working.asReadonly();

  async run(): Promise<void> {
    if (this.busy()) return;
    this.working.set(true);
    try {
      const { files, cut } = await this.collect();
      const day = new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-');
      saveFile(this.document, new Blob([csvOf(files)], { type: 'text/csv' }), `files-${day}.csv`);
      if (cut) this.toasts.show({ kind: 'warn', message: this.texts.of('storage.desk.exportCut', this.cutAt()) });
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    } finally {
      this.working.set(false);
    }
  }

  private cutAt(): { readonly count: string } {
    return { count: this.i18n.number(MOST) };
  }

  private async collect(): Promise<{ readonly files: readonly DeskFile[]; readonly cut: boolean }> {
    const filter = untracked(this.filters.filter);
    const query = { ...filterToQuery(filter), sort: filter.sort };
    const files: DeskFile[] = [];
    let cursor: string | null = null;
    do {
      const page: { readonly items: readonly DeskFile[]; readonly next: string | null } = await this.client.nextPage(
        query,
        cursor,
      );
      files.push(...page.items);
      cursor = page.next;
    } while (cursor !== null && files.length < MOST);
    return { files, cut: cursor !== null };
  }
}
