import { DOCUMENT, Service, inject, signal, untracked } from '@angular/core';
import { PeopleTasks } from '../../../shared/people/people-tasks';
import { UsersClient } from './users-client';
import { filterToQuery } from './users-filter';
import { UsersFilterStore } from './users-store';

/** Saves everybody under the filter as a CSV file. */
@Service({ autoProvided: false })
export class UsersExportStore {
  private readonly client = inject(UsersClient);
  private readonly document = inject(DOCUMENT);
  private readonly filters = inject(UsersFilterStore);
  private readonly tasks = inject(PeopleTasks);
  private readonly working = signal(false);

  readonly busy = this.working.asReadonly();

  async run(): Promise<void> {
    if (this.busy()) return;
    this.working.set(true);
    const query = filterToQuery(untracked(this.filters.filter));
    await this.tasks.run(
      () => this.client.exportCsv(query),
      (file) => {
        this.save(file);
        return null;
      },
    );
    this.working.set(false);
  }

  private save(file: Blob): void {
    const link = this.document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `people-${new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-')}.csv`;
    link.click();
    // The browser reads the file after the click: it must not be taken away at once.
    setTimeout(() => {
      URL.revokeObjectURL(link.href);
    }, 60_000);
  }
}
