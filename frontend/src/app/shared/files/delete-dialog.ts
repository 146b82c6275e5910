import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import type { FileUse } from '@classy-book/contracts/file-desk';
import { TranslocoDirective, TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { PluralPipe } from '../texts/plural-pipe';
import { UsesList } from './uses-list';

/** A file that somebody wants to delete, and what is known to name it. */
export interface DeletableFile {
  readonly id: string;
  readonly name: string;
  readonly uses: readonly FileUse[];
}

export interface DeleteDialogData {
  readonly files: readonly DeletableFile[];
  /** True where they may be somebody else's. */
  readonly others: boolean;
}

/**
 * Says what deleting files does and in what they are used. Closes with whether those that are used go too, which has to be
 * ticked; undefined where nothing is to be deleted.
 */
@Component({
  selector: 'app-delete-dialog',
  imports: [DialogFrame, PluralPipe, TranslocoDirective, TranslocoPipe, UsesList],
  providers: [provideTranslocoScope('desk', 'storage')],
  template: `
    <app-dialog-frame
      *transloco="let t"
      [heading]="
        single
          ? t('storage.delete.headingNamed', { name: single.name })
          : (data.files.length | plural: 'storage.delete.heading')
      "
    >
      <p>{{ t('storage.delete.effect') }}</p>
      @if (data.others) {
        <p>{{ t('storage.delete.effectOwner') }}</p>
      }
      @if (used.length > 0) {
        <p class="used">
          {{ single ? t('storage.delete.usedInNamed') : (used.length | plural: 'storage.delete.usedIn') }}
        </p>
        <ul [attr.tabindex]="single ? null : 0" [attr.aria-label]="'storage.uses.heading' | transloco">
          @for (file of used; track file.id) {
            <li>
              @if (!single) {
                <bdi class="name">{{ file.name }}</bdi>
              }
              <app-uses-list [uses]="file.uses" />
            </li>
          }
        </ul>
        <p>{{ t('storage.delete.gap') }}</p>
        <label>
          <input type="checkbox" [checked]="even()" (change)="even.set(!even())" />
          {{ single ? t('storage.delete.alsoNamed') : (used.length | plural: 'storage.delete.also') }}
        </label>
      }
      <ng-container actions>
        <button type="button" class="btn" cdkFocusInitial (click)="dialog.close()">{{ t('desk.cancel') }}</button>
        <button
          type="button"
          class="btn danger"
          [disabled]="used.length === data.files.length && !even()"
          (click)="dialog.close(even())"
        >
          {{ t('storage.delete.submit') }}
        </button>
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    p + p,
    label {
      margin-block-start: var(--space-2);
    }
    .used {
      margin-block-start: var(--space-4);
      color: var(--ink);
      font-weight: var(--weight-medium);
    }
    ul {
      display: grid;
      gap: var(--space-2);
      max-block-size: 32dvh;
      margin-block: var(--space-2);
      padding: var(--space-3);
      overflow: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius-sm);
      font-size: var(--text-sm);
    }
    .name {
      color: var(--ink);
      font-weight: var(--weight-medium);
      overflow-wrap: anywhere;
    }
    label {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 32px;
      color: var(--ink);
      font-size: var(--text-sm);
    }
  `,
})
export class DeleteDialog {
  protected readonly data = inject<DeleteDialogData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly single = this.data.files.length === 1 ? this.data.files[0] : undefined;
  protected readonly used = this.data.files.filter(({ uses }) => uses.length > 0);
  protected readonly even = signal(false);
}
