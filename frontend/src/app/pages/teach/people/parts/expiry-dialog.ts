import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';

/** Asks until when people have access; closes with the end of that day in ISO 8601, or null for no end. */
@Component({
  selector: 'app-expiry-dialog',
  imports: [DialogFrame, Field, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'people')],
  template: `
    <app-dialog-frame [heading]="data.heading">
      <form id="expiry" class="fields" novalidate (submit)="send($event)">
        <p>{{ data.effect }}</p>
        <app-field
          for="expiry-day"
          [label]="'people.expiry.day' | transloco"
          [hint]="'people.expiry.hint' | transloco"
          [error]="wrong() ? ('people.expiry.past' | transloco) : null"
        >
          <input
            id="expiry-day"
            class="input"
            type="date"
            cdkFocusInitial
            aria-describedby="expiry-day-note"
            [attr.aria-invalid]="wrong()"
            [value]="day()"
            (input)="type($event)"
          />
        </app-field>
      </form>
      <ng-container actions>
        <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
        <button type="submit" form="expiry" class="btn primary">{{ 'people.expiry.submit' | transloco }}</button>
      </ng-container>
    </app-dialog-frame>
  `,
  styleUrl: '../../../../shared/components/dialog/dialog-fields.css',
})
export class ExpiryDialog {
  protected readonly data = inject<{ readonly heading: string; readonly effect: string }>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string | null>>(DialogRef);
  protected readonly day = signal('');
  private readonly tried = signal(false);
  private readonly end = computed(() => (this.day() === '' ? null : new Date(`${this.day()}T23:59:59`)));
  protected readonly wrong = computed(() => {
    const end = this.end();
    return this.tried() && end !== null && !(end.getTime() > Date.now());
  });

  protected type(event: Event): void {
    this.day.set((event.target as HTMLInputElement).value);
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    if (!this.wrong()) this.dialog.close(this.end()?.toISOString() ?? null);
  }
}
