import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../dialog/dialog-frame';

/** What is asked, ready to show. `points` say what will happen, one sentence each. */
export interface Question {
  readonly heading: string;
  readonly points: readonly string[];
  readonly confirm: string;
  readonly danger: boolean;
}

/** Says what will happen and closes with true where the person wants it. Opened with a `Question` as data. */
@Component({
  selector: 'app-confirm-dialog',
  imports: [DialogFrame, TranslocoPipe],
  providers: [provideTranslocoScope('desk')],
  template: `
    <app-dialog-frame [heading]="question.heading">
      @for (point of question.points; track point) {
        <p>{{ point }}</p>
      }
      <ng-container actions>
        <button type="button" class="btn" cdkFocusInitial (click)="dialog.close(false)">
          {{ 'desk.cancel' | transloco }}
        </button>
        <button
          type="button"
          class="btn"
          [class.danger]="question.danger"
          [class.primary]="!question.danger"
          (click)="dialog.close(true)"
        >
          {{ question.confirm }}
        </button>
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    p + p {
      margin-block-start: var(--space-2);
    }
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
}
