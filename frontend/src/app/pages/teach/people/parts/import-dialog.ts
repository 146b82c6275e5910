import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, type Signal, computed, inject } from '@angular/core';
import { importResults, type CourseImport, type ImportResult } from '@classy-book/contracts/course-people';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../../../../shared/components/banner/banner';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Icon } from '../../../../shared/components/icon/icon';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** What the dialog shows and asks for. */
interface Importing {
  readonly result: Signal<CourseImport | null>;
  readonly busy: Signal<boolean>;
  readonly problem: Signal<string | null>;
  readonly invite: Signal<boolean>;
  read(file: File): Promise<void>;
  setInvite(invite: boolean): Promise<void>;
  start(): Promise<void>;
  save(): Promise<void>;
  reset(): void;
}

const FINE: readonly ImportResult[] = ['enrolled', 'back', 'already', 'invited', 'invited_already', 'unread'];

/** A file of people: chosen, looked through before anything happens, imported, and told of row by row. */
@Component({
  selector: 'app-import-dialog',
  imports: [Banner, CountPipe, DialogFrame, Icon, PluralPipe, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'people')],
  templateUrl: './import-dialog.html',
  styleUrl: './import-dialog.css',
})
export class ImportDialog {
  protected readonly store = inject<Importing>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly counts = computed(() => {
    const counts = this.store.result()?.counts ?? {};
    return importResults.flatMap((result) => {
      const rows = counts[result] ?? 0;
      return rows === 0 || result === 'unread' ? [] : [{ result, rows, fine: FINE.includes(result) }];
    });
  });
  /** What a preview would change. */
  protected readonly changes = computed(() => {
    const { enrolled = 0, back = 0, invited = 0 } = this.store.result()?.counts ?? {};
    return enrolled + back + invited;
  });
  protected readonly strangers = computed(() => {
    const { no_account: none = 0, invited = 0 } = this.store.result()?.counts ?? {};
    return none + invited;
  });
  protected readonly isFine = (result: ImportResult): boolean => FINE.includes(result);

  protected pick(event: Event): void {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (file) void this.store.read(file);
    // the same file can be chosen again after it was mended
    field.value = '';
  }

  protected check(event: Event): void {
    void this.store.setInvite((event.target as HTMLInputElement).checked);
  }
}
