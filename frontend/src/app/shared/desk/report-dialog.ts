import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import {
  incidentSeverities,
  type IncidentSeverity,
  type ReportIncidentRequestInput,
} from '@classy-book/contracts/incidents';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { firstError } from '../components/block-dialog/block-rules';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { Field } from '../components/field/field';
import { Segmented } from '../components/segmented/segmented';
import { Texts } from '../texts/texts';
import { reportRules, wordsOf, wrongAccounts, wrongAddresses } from './report-rules';

/** What stands in the fields at first. */
export interface ReportDialogData {
  readonly title: string;
  readonly accounts: readonly string[];
  readonly addresses: readonly string[];
}

/** Asks what happened, how bad it is and who has a part in it; closes with the request. */
@Component({
  selector: 'app-report-dialog',
  imports: [DialogFrame, Field, FormField, FormRoot, Segmented, TranslocoPipe],
  providers: [provideTranslocoScope('desk')],
  templateUrl: './report-dialog.html',
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
      color: var(--ink);
    }
    textarea {
      min-block-size: 64px;
      resize: vertical;
    }
  `,
})
export class ReportDialog {
  private readonly data = inject<ReportDialogData>(DIALOG_DATA);
  private readonly texts = inject(Texts);
  protected readonly dialog = inject<DialogRef<ReportIncidentRequestInput>>(DialogRef);
  private readonly model = signal({
    title: this.data.title,
    accounts: this.data.accounts.join('\n'),
    addresses: this.data.addresses.join('\n'),
    note: '',
  });
  protected readonly severity = signal<IncidentSeverity>('medium');
  protected readonly severities = computed(() =>
    incidentSeverities.map((value) => ({ value, label: this.texts.of(`desk.severity.${value}`) })),
  );
  protected readonly form = form(this.model, reportRules, {
    submission: {
      action: () => {
        this.send();
        return Promise.resolve(undefined);
      },
      onInvalid: () => {
        const { title, accounts, addresses, note } = this.form;
        [title, accounts, addresses, note]
          .find((field) => field().invalid())?.()
          .focusBoundControl();
      },
    },
  });
  protected readonly titleError = computed(() => this.sentence(firstError(this.form.title())));
  protected readonly accountsError = computed(() =>
    this.sentence(firstError(this.form.accounts()), wrongAccounts(this.model().accounts)[0]),
  );
  protected readonly addressesError = computed(() =>
    this.sentence(firstError(this.form.addresses()), wrongAddresses(this.model().addresses)[0]),
  );
  protected readonly noteError = computed(() => this.sentence(firstError(this.form.note())));

  private sentence(error: string | null, text = ''): string | null {
    return error && this.texts.of(`desk.report.error.${error}`, { text });
  }

  private send(): void {
    const { title, accounts, addresses, note } = this.model();
    this.dialog.close({
      title: title.trim(),
      severity: this.severity(),
      accounts: [...wordsOf(accounts)],
      addresses: [...wordsOf(addresses)],
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    });
  }
}
