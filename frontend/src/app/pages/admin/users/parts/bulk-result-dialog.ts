import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import type { BulkRequest, BulkResult } from '@classy-book/contracts/users';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Icon } from '../../../../shared/components/icon/icon';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

export interface BulkResultData {
  readonly action: BulkRequest['action'];
  readonly rows: readonly BulkResult[];
}

/** How one action went for each of the people: how many it was done for, and who was refused and why. */
@Component({
  selector: 'app-bulk-result-dialog',
  imports: [DialogFrame, Icon, PluralPipe, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'users')],
  template: `
    <app-dialog-frame
      [heading]="'users.bulk.' + data.action + '.result' | transloco"
      [closeLabel]="'desk.close' | transloco"
      (dismissed)="dialog.close()"
    >
      <p class="sums">
        <span class="tag ok">{{ done | plural: 'users.bulk.done' }}</span>
        @if (refused.length > 0) {
          <span class="tag danger">{{ refused.length | plural: 'users.bulk.refused' }}</span>
        }
      </p>
      <ul tabindex="0" [attr.aria-label]="'users.bulk.perPerson' | transloco">
        @for (row of rows; track row.id) {
          <li [class.refused]="!row.ok">
            <app-icon [name]="row.ok ? 'check-circle' : 'error'" />
            <div>
              <bdi dir="ltr">{{ row.email ?? row.id }}</bdi>
              @if (row.ok) {
                <small>{{ 'users.bulk.ok' | transloco }}</small>
              } @else if (row.message) {
                <!-- The server says it in English. -->
                <small lang="en" dir="ltr">{{ row.message }}</small>
              } @else {
                <small>{{ 'users.bulk.no' | transloco }}</small>
              }
            </div>
          </li>
        }
      </ul>
      <ng-container actions>
        <button type="button" class="btn primary" cdkFocusInitial (click)="dialog.close()">
          {{ 'desk.close' | transloco }}
        </button>
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    .sums {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-block-end: var(--space-3);
    }
    ul {
      max-block-size: 46dvh;
      overflow: auto;
    }
    li {
      display: flex;
      align-items: start;
      gap: 10px;
      padding: 8px 0;
      border-block-end: 1px solid var(--line);
      color: var(--ink);
      font-size: var(--text-sm);
    }
    li div {
      display: grid;
      min-inline-size: 0;
    }
    bdi {
      justify-self: start;
    }
    small {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    app-icon {
      margin-block-start: 2px;
      color: var(--ok);
    }
    .refused app-icon {
      color: var(--danger);
    }
  `,
})
export class BulkResultDialog {
  protected readonly data = inject<BulkResultData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly refused = this.data.rows.filter((row) => !row.ok);
  protected readonly done = this.data.rows.length - this.refused.length;
  /** The refused first: they are what is left to do. */
  protected readonly rows = [...this.refused, ...this.data.rows.filter((row) => row.ok)];
}
