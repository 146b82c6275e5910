import { Service, inject } from '@angular/core';
import type { DeleteFilesRequest, DeleteFilesResult } from '@classy-book/contracts/file-desk';
import { ToastService } from '../../core/services/toasts';
import { PeopleTasks } from '../people/people-tasks';
import { Texts } from '../texts/texts';
import { DeleteDialog, type DeletableFile, type DeleteDialogData } from './delete-dialog';
import { DeleteResultDialog, type DeleteResultData } from './delete-result-dialog';

/** How a page deletes files. */
export interface DeletionPlan {
  readonly files: readonly DeletableFile[];
  /** True where they may be somebody else's. */
  readonly others: boolean;
  readonly call: (request: DeleteFilesRequest) => Promise<DeleteFilesResult>;
  /** Called as soon as some are gone, with their ids. */
  readonly gone: (ids: readonly string[]) => void;
}

/**
 * Deleting files: what they are used in is said first, then it is done, then told for each of them. One that is used only goes
 * once somebody was shown by what, and wanted it. Nothing here throws.
 */
@Service()
export class FileDeletion {
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);

  async run(plan: DeletionPlan): Promise<void> {
    const { files, others } = plan;
    if (files.length === 0) return;
    const data: DeleteDialogData = { files, others };
    const even = await this.tasks.ask<boolean>(DeleteDialog, data);
    if (even !== undefined) await this.send(plan, even);
  }

  private async send(plan: DeletionPlan, even: boolean): Promise<void> {
    const forced = plan.files.filter(({ uses }) => even && uses.length > 0);
    // what has come to be used since the question was asked stays
    const careful = plan.files.filter((file) => !forced.includes(file));
    const results = [await this.part(plan, careful, false), await this.part(plan, forced, true)];
    const rows = plan.files.flatMap((file) => results.flatMap((result) => rowOf(file, result)));
    const gone = rows.filter(({ outcome }) => outcome !== 'used').map(({ id }) => id);
    if (gone.length > 0) plan.gone(gone);
    if (rows.length === 0) return;
    if (rows.every(({ outcome }) => outcome === 'deleted')) this.tell(rows);
    else await this.show(plan, rows, forced);
  }

  /** Null where it failed, which was told. */
  private async part(
    { call }: DeletionPlan,
    files: readonly DeletableFile[],
    evenIfUsed: boolean,
  ): Promise<DeleteFilesResult | null> {
    if (files.length === 0) return null;
    let result: DeleteFilesResult | null = null;
    const send = async (): Promise<void> => {
      result = await call({ ids: files.map(({ id }) => id), evenIfUsed });
    };
    await this.tasks.run(send, () => null);
    return result;
  }

  /** Those that were kept in spite of being wanted stay, and nobody takes back themselves what they have handed in. */
  private async show(
    plan: DeletionPlan,
    rows: DeleteResultData['rows'],
    forced: readonly DeletableFile[],
  ): Promise<void> {
    const files = rows.filter(
      ({ id, outcome, uses }) =>
        outcome === 'used' &&
        !forced.some((file) => file.id === id) &&
        (plan.others || uses.every(({ kind }) => kind !== 'submission')),
    );
    const data: DeleteResultData = { rows, forcible: files.length };
    const again = await this.tasks.ask<boolean>(DeleteResultDialog, data, '560px');
    if (again === true) await this.send({ ...plan, files }, true);
  }

  private tell(rows: DeleteResultData['rows']): void {
    const [first, ...more] = rows;
    const message =
      first !== undefined && more.length === 0
        ? this.texts.of('storage.delete.doneNamed', { name: first.name })
        : this.texts.plural('storage.delete.done', rows.length);
    this.toasts.show({ kind: 'ok', message });
  }
}

/** What became of a file; nothing where that is not known. */
function rowOf(file: DeletableFile, result: DeleteFilesResult | null): DeleteResultData['rows'] {
  const used = result?.used.find(({ id }) => id === file.id);
  if (used !== undefined) return [{ ...file, uses: used.uses, outcome: 'used' }];
  if (result?.deleted.includes(file.id)) return [{ ...file, outcome: 'deleted' }];
  return result?.missing.includes(file.id) ? [{ ...file, outcome: 'missing' }] : [];
}
