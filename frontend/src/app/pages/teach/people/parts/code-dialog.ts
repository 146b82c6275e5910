import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { createCodeRequestSchema, type CreateCodeRequest } from '@classy-book/contracts/enrolments';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';

/** Asks what a new code is for, how often and how long it works; closes with that. */
@Component({
  selector: 'app-code-dialog',
  imports: [DialogFrame, Field, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'people')],
  template: `
    <app-dialog-frame [heading]="'people.codes.heading' | transloco">
      <form id="make-code" class="fields" novalidate (submit)="send($event)">
        <p>{{ 'people.codes.effect' | transloco }}</p>
        <app-field
          for="code-label"
          [label]="'people.codes.label' | transloco"
          [hint]="'people.codes.labelHint' | transloco"
        >
          <input
            #label
            id="code-label"
            class="input"
            dir="auto"
            maxlength="80"
            cdkFocusInitial
            aria-describedby="code-label-note"
            (input)="change({ label: label.value.trim() })"
          />
        </app-field>
        <app-field
          for="code-limit"
          [label]="'people.codes.limit' | transloco"
          [hint]="'people.codes.open' | transloco"
          [error]="wrong().limit ? ('people.codes.limitWrong' | transloco) : null"
        >
          <input
            #limit
            id="code-limit"
            class="input"
            type="number"
            min="1"
            max="100000"
            inputmode="numeric"
            aria-describedby="code-limit-note"
            [attr.aria-invalid]="wrong().limit"
            (input)="change({ limit: limit.value === '' ? null : limit.valueAsNumber })"
          />
        </app-field>
        <app-field
          for="code-end"
          [label]="'people.codes.endsAt' | transloco"
          [hint]="'people.codes.open' | transloco"
          [error]="wrong().end ? ('people.expiry.past' | transloco) : null"
        >
          <input
            #end
            id="code-end"
            class="input"
            type="date"
            aria-describedby="code-end-note"
            [attr.aria-invalid]="wrong().end"
            (input)="day.set(end.value)"
          />
        </app-field>
      </form>
      <ng-container actions>
        <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
        <button type="submit" form="make-code" class="btn primary">{{ 'people.codes.make' | transloco }}</button>
      </ng-container>
    </app-dialog-frame>
  `,
  styleUrl: '../../../../shared/components/dialog/dialog-fields.css',
})
export class CodeDialog {
  protected readonly dialog = inject<DialogRef<CreateCodeRequest>>(DialogRef);
  private readonly model = signal<{ label: string; limit: number | null }>({ label: '', limit: null });
  private readonly tried = signal(false);
  protected readonly day = signal('');
  protected readonly wrong = computed(() => {
    const { limit } = createCodeRequestSchema.shape;
    const end = this.day() === '' ? null : new Date(`${this.day()}T23:59:59`);
    return {
      limit: this.tried() && !limit.safeParse(this.model().limit).success,
      end: this.tried() && end !== null && !(end.getTime() > Date.now()),
    };
  });

  protected change(changes: { label?: string; limit?: number | null }): void {
    this.model.update((model) => ({ ...model, ...changes }));
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    const { limit, end } = this.wrong();
    if (limit || end) return;
    const endsAt = this.day() === '' ? null : new Date(`${this.day()}T23:59:59`).toISOString();
    this.dialog.close({ ...this.model(), endsAt });
  }
}
