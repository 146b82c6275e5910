import { Service, inject } from '@angular/core';
import type { FileUsage, SetFileQuotaRequest } from '@classy-book/contracts/file-desk';
import { PeopleTasks } from '../people/people-tasks';
import { Texts } from '../texts/texts';
import { QuotaClient } from './quota-client';
import { QuotaDialog, type QuotaDialogData } from './quota-dialog';

/** Setting how much somebody may store: what they have is looked up, then it is asked, done and told. Nothing here throws. */
@Service()
export class QuotaStore {
  private readonly client = inject(QuotaClient);
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);

  /** True where it was set. `name` is the person as the page names them. */
  async set({ id, name }: { readonly id: string; readonly name: string }): Promise<boolean> {
    const found: FileUsage[] = [];
    const look = async (): Promise<void> => {
      found.push(await this.client.read(id));
    };
    await this.tasks.run(look, () => null);
    const [usage] = found;
    if (usage === undefined) return false;
    const data: QuotaDialogData = { name, usage };
    const request = await this.tasks.ask<SetFileQuotaRequest>(QuotaDialog, data);
    if (request === undefined) return false;
    return await this.tasks.run(
      () => this.client.set(id, request),
      () => ({ message: this.texts.of('storage.quota.done', { name }) }),
    );
  }
}
