import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../shared/components/dialog/dialog-frame';
import { Icon } from '../../../shared/components/icon/icon';

/** Told once, when the last thing of a course is done. Its data is the title of the course. */
@Component({
  selector: 'app-finished-dialog',
  imports: [DialogFrame, Icon, RouterLink, TranslocoPipe],
  providers: [provideTranslocoScope('learn')],
  template: `
    <app-dialog-frame [heading]="'learn.finished.heading' | transloco">
      <div class="mark"><app-icon name="workspace-premium" /></div>
      <p class="course" dir="auto">{{ title }}</p>
      <p>{{ 'learn.finished.text' | transloco }}</p>
      <ng-container actions>
        <button type="button" class="btn" (click)="dialog.close()">{{ 'learn.finished.stay' | transloco }}</button>
        <a class="btn primary" routerLink="/certificates" (click)="dialog.close()">
          {{ 'learn.finished.certificate' | transloco }}
        </a>
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    .mark {
      display: grid;
      place-items: center;
      inline-size: 72px;
      block-size: 72px;
      margin: var(--space-2) auto var(--space-4);
      border-radius: 50%;
      background: var(--ok-tint);
      color: var(--ok);
      font-size: 1.75rem;
    }
    p {
      text-align: center;
    }
    .course {
      margin-block-end: var(--space-2);
      color: var(--ink);
      font-size: var(--text-lg);
      font-weight: var(--weight-semi);
    }
  `,
})
export class FinishedDialog {
  protected readonly title = inject<string>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef>(DialogRef);
}
