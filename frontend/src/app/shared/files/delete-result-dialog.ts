import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { Icon } from '../components/icon/icon';
import { PluralPipe } from '../texts/plural-pipe';
import type { DeletableFile } from './delete-dialog';
import { UsesList } from './uses-list';

/** What became of each file: a used one stayed, with what uses it now. */
export interface DeleteResultData {
  readonly rows: readonly (DeletableFile & { readonly outcome: 'deleted' | 'missing' | 'used' })[];
  /** How many of those that stayed may go all the same, if that is wanted. */
  readonly forcible: number;
}

/** How a deletion went for each file. Closes with true where those that stayed are to go too, now that their uses were shown. */
@Component({
  selector: 'app-delete-result-dialog',
  imports: [DialogFrame, Icon, PluralPipe, TranslocoPipe, UsesList],
  providers: [provideTranslocoScope('desk', 'storage')],
  template: `
    <app-dialog-frame
      [heading]="'storage.delete.result' | transloco"
      [closeLabel]="'desk.close' | transloco"
      (dismissed)="dialog.close()"
    >
      <p class="sums">
        <span class="tag ok">{{ data.rows.length - kept.length | plural: 'storage.delete.deleted' }}</span>
        @if (kept.length > 0) {
          <span class="tag warn">{{ kept.length | plural: 'storage.delete.kept' }}</span>
        }
      </p>
      <ul class="rows" tabindex="0" [attr.aria-label]="'storage.delete.perFile' | transloco">
        @for (row of rows; track row.id) {
          <li [class.kept]="row.outcome === 'used'">
            <app-icon [name]="row.outcome === 'used' ? 'warning' : 'check-circle'" />
            <div>
              <bdi>{{ row.name }}</bdi>
              @switch (row.outcome) {
                @case ('used') {
                  <small>{{ 'storage.delete.usedRow' | transloco }}</small>
                  <app-uses-list [uses]="row.uses" />
                }
                @case ('missing') {
                  <small>{{ 'storage.delete.missingRow' | transloco }}</small>
                }
                @default {
                  <small>{{ 'storage.delete.okRow' | transloco }}</small>
                }
              }
            </div>
          </li>
        }
      </ul>
      <ng-container actions>
        @if (data.forcible > 0) {
          <button type="button" class="btn danger" (click)="dialog.close(true)">
            {{ data.forcible | plural: 'storage.delete.evenSo' }}
          </button>
        }
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
    .rows {
      max-block-size: 46dvh;
      overflow: auto;
    }
    .rows > li {
      display: flex;
      align-items: start;
      gap: 10px;
      padding: 8px 0;
      border-block-end: 1px solid var(--line);
      color: var(--ink);
      font-size: var(--text-sm);
    }
    .rows div {
      display: grid;
      gap: 2px;
      min-inline-size: 0;
    }
    bdi {
      overflow-wrap: anywhere;
    }
    small {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    app-icon {
      margin-block-start: 2px;
      color: var(--ok);
    }
    .kept app-icon {
      color: var(--warn);
    }
  `,
})
export class DeleteResultDialog {
  protected readonly data = inject<DeleteResultData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly kept = this.data.rows.filter(({ outcome }) => outcome === 'used');
  /** Those that stayed first: they are what is left to decide. */
  protected readonly rows = [...this.kept, ...this.data.rows.filter(({ outcome }) => outcome !== 'used')];
}
