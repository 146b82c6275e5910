import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';

export interface RequiresQuestion {
  readonly title: string;
  readonly chosen: readonly string[];
  /** What stands before it. */
  readonly choices: readonly { readonly id: string; readonly title: string }[];
}

/** What has to be complete before something opens; closes with the ids. */
@Component({
  selector: 'app-requires-dialog',
  imports: [DialogFrame, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'teach')],
  template: `
    <app-dialog-frame [heading]="'teach.requires.heading' | transloco: { title: question.title }">
      @if (question.choices.length === 0) {
        <p>{{ 'teach.requires.none' | transloco }}</p>
      } @else {
        <fieldset>
          <legend>{{ 'teach.requires.text' | transloco }}</legend>
          @for (choice of question.choices; track choice.id) {
            <label>
              <input type="checkbox" [checked]="chosen().has(choice.id)" (change)="toggle(choice.id)" />
              <span dir="auto">{{ choice.title }}</span>
            </label>
          }
        </fieldset>
      }
      <ng-container actions>
        <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
        @if (question.choices.length > 0) {
          <button type="button" class="btn primary" (click)="send()">{{ 'teach.requires.submit' | transloco }}</button>
        }
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: var(--space-1);
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: var(--space-2);
      padding: 0;
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      min-block-size: 32px;
      color: var(--ink);
    }
  `,
})
export class RequiresDialog {
  protected readonly question = inject<RequiresQuestion>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string[]>>(DialogRef);
  protected readonly chosen = signal<ReadonlySet<string>>(new Set(this.question.chosen));

  protected toggle(id: string): void {
    const chosen = new Set(this.chosen());
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen.set(chosen);
  }

  protected send(): void {
    this.dialog.close(this.question.choices.map(({ id }) => id).filter((id) => this.chosen().has(id)));
  }
}
