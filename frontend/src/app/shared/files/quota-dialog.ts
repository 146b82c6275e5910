import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { FormField, FormRoot, form, validate } from '@angular/forms/signals';
import type { FileUsage, SetFileQuotaRequest } from '@classy-book/contracts/file-desk';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { firstError } from '../components/block-dialog/block-rules';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { Field } from '../components/field/field';
import { FileSizePipe } from '../texts/file-size-pipe';
import { megabytesOf, quotaProblem, quotaUnits, typedQuota, type QuotaUnit } from './quota-rules';

export interface QuotaDialogData {
  /** The person, as a page names them. */
  readonly name: string;
  readonly usage: FileUsage;
}

/** Asks how much somebody may store: as much as everybody, or an amount of their own. Closes with the request. */
@Component({
  selector: 'app-quota-dialog',
  imports: [DialogFrame, Field, FileSizePipe, FormField, FormRoot, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'storage')],
  template: `
    <form novalidate [formRoot]="form">
      <app-dialog-frame
        [heading]="'storage.quota.heading' | transloco: { name: data.name }"
        [closeLabel]="'desk.close' | transloco"
        (dismissed)="dialog.close()"
      >
        <div class="fields">
          <p>
            {{ 'storage.quota.now' | transloco: { used: (data.usage.bytes | fileSize) } }}
            {{ 'storage.quota.effect' | transloco }}
          </p>
          <fieldset>
            <legend>{{ 'storage.quota.which' | transloco }}</legend>
            @for (option of options; track option) {
              <label>
                <input
                  type="radio"
                  name="quota"
                  [attr.cdkFocusInitial]="(option === 'own') === own() ? '' : null"
                  [value]="option"
                  [checked]="(option === 'own') === own()"
                  (change)="own.set(option === 'own')"
                />
                <span>
                  <strong>{{ 'storage.quota.' + option | transloco }}</strong>
                  <small>{{ 'storage.quota.' + option + 'Text' | transloco }}</small>
                </span>
              </label>
            }
          </fieldset>
          @if (own()) {
            <div class="amount">
              <app-field
                for="quota-amount"
                [label]="'storage.quota.amount' | transloco"
                [error]="problem() && ('storage.quota.error.' + problem() | transloco)"
              >
                <input
                  #amount
                  id="quota-amount"
                  class="input"
                  dir="ltr"
                  inputmode="decimal"
                  autocomplete="off"
                  aria-describedby="quota-amount-note"
                  aria-required="true"
                  [attr.aria-invalid]="problem() !== null"
                  [formField]="form.amount"
                />
              </app-field>
              <app-field for="quota-unit" [label]="'storage.quota.unit' | transloco">
                <select
                  id="quota-unit"
                  class="input"
                  aria-describedby="quota-unit-note"
                  [value]="unit()"
                  (change)="pick($event)"
                >
                  @for (one of units; track one) {
                    <option [value]="one" [selected]="one === unit()">{{ 'storage.quota.' + one | transloco }}</option>
                  }
                </select>
              </app-field>
            </div>
          }
        </div>
        <ng-container actions>
          <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
          <button type="submit" class="btn primary">{{ 'storage.quota.submit' | transloco }}</button>
        </ng-container>
      </app-dialog-frame>
    </form>
  `,
  styleUrls: ['../components/dialog/dialog-fields.css', '../people/dialogs.css'],
  styles: `
    .amount {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(110px, auto);
      align-items: start;
      gap: var(--space-3);
    }
  `,
})
export class QuotaDialog {
  protected readonly data = inject<QuotaDialogData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<SetFileQuotaRequest>>(DialogRef);
  private readonly input = viewChild<ElementRef<HTMLInputElement>>('amount');
  private readonly at = typedQuota(this.data.usage.quota);
  protected readonly options = ['usual', 'own'] as const;
  protected readonly units = quotaUnits;
  protected readonly own = signal(this.data.usage.own);
  protected readonly unit = signal(this.at.unit);
  private readonly model = signal({ amount: this.at.amount });
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.amount, ({ value }) => {
        const kind = this.own() ? quotaProblem(value(), this.unit()) : null;
        return kind === null ? undefined : { kind };
      });
    },
    {
      submission: {
        action: () => {
          this.send();
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.input()?.nativeElement.focus();
        },
      },
    },
  );
  protected readonly problem = computed(() => firstError(this.form.amount()));

  protected pick(event: Event): void {
    this.unit.set((event.target as HTMLSelectElement).value as QuotaUnit);
  }

  private send(): void {
    this.dialog.close({ megabytes: this.own() ? megabytesOf(this.model().amount, this.unit()) : null });
  }
}
