import type { ComponentType } from '@angular/cdk/overlay';
import type { DialogRef } from '@angular/cdk/dialog';
import { Dialog } from '@angular/cdk/dialog';
import { Service, inject } from '@angular/core';
import { I18nService } from './i18n';

export interface DialogOptions<D> {
  readonly data?: D;
  /** True for a dialog that must be answered: neither Escape nor a click beside it closes it. */
  readonly insistent?: boolean;
  readonly width?: string;
}

/** The id of a dialog's heading, which `app-dialog-frame` sets: it names the dialog. */
export const DIALOG_TITLE_ID = 'dialog-title';

/** Opens components as modal dialogs in the look of `app-dialog-frame`; the focus goes in, stays in and comes back. */
@Service()
export class DialogService {
  private readonly dialog = inject(Dialog);
  private readonly i18n = inject(I18nService);

  /** `R` is what the dialog closes with; `closed` gives undefined where it was dismissed. */
  open<R, D = unknown>(component: ComponentType<unknown>, options: DialogOptions<D> = {}): DialogRef<R> {
    return this.dialog.open<R, D>(component, {
      data: options.data ?? null,
      disableClose: options.insistent ?? false,
      direction: this.i18n.dir(),
      ariaModal: true,
      ariaLabelledBy: DIALOG_TITLE_ID,
      autoFocus: 'first-tabbable',
      width: options.width ?? '440px',
      maxWidth: 'calc(100vw - 24px)',
      maxHeight: 'calc(100dvh - 24px)',
      panelClass: 'dialog-panel',
      backdropClass: 'dialog-backdrop',
    });
  }
}
