import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { blockTypes, type BlockType } from '@classy-book/contracts/lesson-blocks';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Icon } from '../../../../shared/components/icon/icon';
import { blockIcons } from './block-names';

/** Which block is to be added; closes with its type. Arrows walk, letters jump. */
@Component({
  selector: 'app-add-block-dialog',
  imports: [DialogFrame, Icon, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'teach')],
  template: `
    <app-dialog-frame
      [heading]="'teach.block.add' | transloco"
      [closeLabel]="'dialog.close' | transloco"
      (dismissed)="dialog.close()"
    >
      <div
        #list
        role="toolbar"
        aria-orientation="vertical"
        tabindex="-1"
        [attr.aria-label]="'teach.block.types' | transloco"
        (keydown)="walk($event, list)"
      >
        @for (type of types; track type; let first = $first) {
          <button
            type="button"
            [tabindex]="first ? 0 : -1"
            [attr.cdkFocusInitial]="first ? '' : null"
            (click)="dialog.close(type)"
          >
            <app-icon [name]="icons[type]" />
            <span>
              <strong>{{ 'teach.block.' + type + '.name' | transloco }}</strong>
              <small>{{ 'teach.block.' + type + '.about' | transloco }}</small>
            </span>
          </button>
        }
      </div>
    </app-dialog-frame>
  `,
  styleUrl: './add-block-dialog.css',
})
export class AddBlockDialog {
  protected readonly dialog = inject<DialogRef<BlockType>>(DialogRef);
  protected readonly types = blockTypes;
  protected readonly icons = blockIcons;

  protected walk(event: KeyboardEvent, list: HTMLElement): void {
    const buttons = [...list.querySelectorAll<HTMLElement>('button')];
    const at = buttons.findIndex((button) => button === event.target);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % buttons.length,
      ArrowUp: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    const target = targets[event.key];
    const wanted = target === undefined ? byLetter(event, buttons, at) : buttons[target];
    if (!wanted) return;
    event.preventDefault();
    wanted.focus();
  }
}

/** The next button whose name begins with the letter that was typed. */
function byLetter(event: KeyboardEvent, buttons: readonly HTMLElement[], at: number): HTMLElement | undefined {
  const { key, ctrlKey, altKey, metaKey } = event;
  if (key.length !== 1 || key === ' ' || ctrlKey || altKey || metaKey) return undefined;
  const name = (button: HTMLElement) => button.querySelector('strong')?.textContent.trim().toLowerCase() ?? '';
  const behind = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
  return behind.find((button) => name(button).startsWith(key.toLowerCase()));
}
