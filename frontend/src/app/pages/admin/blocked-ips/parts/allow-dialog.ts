import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import type { AllowIpRequest } from '@classy-book/contracts/blocking';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { blockRules, firstError, meantRange } from '../../../../shared/components/block-dialog/block-rules';
import { DurationChoice } from '../../../../shared/components/block-dialog/duration-choice';
import { ReasonField } from '../../../../shared/components/block-dialog/reason-field';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';

const MINUTE_MS = 60_000;
const lengths = [1_440, 10_080, 43_200, null] as const;

/** Asks which address or range is to be let in always, why and for how long; closes with the request. */
@Component({
  selector: 'app-allow-dialog',
  imports: [DialogFrame, DurationChoice, Field, FormField, FormRoot, ReasonField, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'blocked')],
  styleUrl: '../../../../shared/components/dialog/dialog-fields.css',
  template: `
    <form novalidate [formRoot]="form">
      <app-dialog-frame
        [heading]="'blocked.allow.heading' | transloco"
        [closeLabel]="'desk.close' | transloco"
        (dismissed)="dialog.close()"
      >
        <div class="fields">
          <app-field
            for="allow-address"
            [label]="'desk.block.address' | transloco"
            [hint]="'desk.block.addressHint' | transloco"
            [error]="error() && ('desk.error.' + error() | transloco: { range: meant() })"
          >
            <input
              id="allow-address"
              class="input mono"
              dir="ltr"
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              aria-describedby="allow-address-note"
              aria-required="true"
              [attr.aria-invalid]="error() !== null"
              [formField]="form.address"
            />
          </app-field>
          <app-reason-field fieldId="allow-note" [label]="'blocked.allow.note' | transloco" [reason]="form.reason" />
          <app-duration-choice [offered]="lengths" [(chosen)]="length" />
          <p>{{ 'blocked.allow.effect' | transloco }}</p>
        </div>
        <ng-container actions>
          <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
          <button type="submit" class="btn primary">{{ 'blocked.allow.submit' | transloco }}</button>
        </ng-container>
      </app-dialog-frame>
    </form>
  `,
})
export class AllowDialog {
  protected readonly dialog = inject<DialogRef<AllowIpRequest>>(DialogRef);
  private readonly model = signal({ address: '', reason: '' });
  protected readonly lengths = lengths;
  protected readonly length = signal<(typeof lengths)[number]>(null);
  protected readonly form = form(this.model, blockRules, {
    submission: {
      action: () => {
        this.send();
        return Promise.resolve(undefined);
      },
      onInvalid: () => {
        const { address, reason } = this.form;
        (address().invalid() ? address : reason)().focusBoundControl();
      },
    },
  });
  protected readonly error = computed(() => firstError(this.form.address()));
  protected readonly meant = computed(() => meantRange(this.model().address));

  private send(): void {
    const { address, reason } = this.model();
    const minutes = this.length();
    const until = minutes === null ? {} : { until: new Date(Date.now() + minutes * MINUTE_MS).toISOString() };
    this.dialog.close({ address: address.trim(), note: reason.trim(), ...until });
  }
}
