import { CdkCopyToClipboard } from '@angular/cdk/clipboard';
import { Component, input, linkedSignal } from '@angular/core';
import { Icon } from '../components/icon/icon';

/** An id, a hash or the like, whole, with a button that copies it and then says that it did. */
@Component({
  selector: 'app-copied-text',
  imports: [CdkCopyToClipboard, Icon],
  template: `
    <bdi dir="ltr" class="mono">{{ text() }}</bdi>
    <button
      type="button"
      class="icon-btn bare"
      [cdkCopyToClipboard]="text()"
      [attr.aria-label]="copied() ? copiedLabel() : copyLabel()"
      (cdkCopyToClipboardCopied)="copied.set($event)"
    >
      <app-icon [name]="copied() ? 'check' : 'content-copy'" />
    </button>
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--space-2);
      align-items: center;
    }
    bdi {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .icon-btn {
      inline-size: 24px;
      block-size: 24px;
      min-block-size: 24px;
    }
  `,
})
export class CopiedText {
  readonly text = input.required<string>();
  /** What the button is called, before and after it was pressed. */
  readonly copyLabel = input.required<string>();
  readonly copiedLabel = input.required<string>();
  protected readonly copied = linkedSignal({ source: this.text, computation: () => false });
}
