import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { DialogFrame } from '../../../shared/components/dialog/dialog-frame';
import { ShortcutService } from '../../services/shortcuts';

/** The help behind `?`: what can be pressed on the page that is open. */
@Component({
  selector: 'app-shortcut-help',
  imports: [DialogFrame, TranslocoPipe],
  template: `
    <app-dialog-frame
      [heading]="'shortcuts.title' | transloco"
      [closeLabel]="'dialog.close' | transloco"
      (dismissed)="dialog.close()"
    >
      <dl>
        @for (shortcut of shortcuts(); track shortcut.key) {
          <div>
            <dt>{{ shortcut.description | transloco }}</dt>
            <dd>
              <kbd>{{ shortcut.key }}</kbd>
            </dd>
          </div>
        }
      </dl>
    </app-dialog-frame>
  `,
  styles: `
    div {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-4);
      padding: 7px 0;
      border-block-end: 1px solid var(--line);
      color: var(--ink);
      font-size: var(--text-sm);
    }
    div:last-child {
      border: 0;
    }
  `,
})
export class ShortcutHelp {
  private readonly registered = inject(ShortcutService).shortcuts;
  protected readonly dialog = inject(DialogRef);
  /** Of several handlers for one key only the last one acts, so only that one is listed. */
  protected readonly shortcuts = computed(() => [
    ...new Map(this.registered().map((shortcut) => [shortcut.key, shortcut])).values(),
  ]);
}
