import { CdkCopyToClipboard } from '@angular/cdk/clipboard';
import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import type { CreatedApiKey } from '@classy-book/contracts/api-keys';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../../../../shared/components/banner/banner';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Icon } from '../../../../shared/components/icon/icon';

/** Shows a new key, this once. */
@Component({
  selector: 'app-new-key-dialog',
  imports: [Banner, CdkCopyToClipboard, DialogFrame, Icon, TranslocoPipe],
  providers: [provideTranslocoScope('account')],
  template: `
    <app-dialog-frame [heading]="'account.keys.newHeading' | transloco: { name: created.apiKey.name }">
      <div class="body">
        <app-banner kind="warn" [heading]="'account.keys.onceHeading' | transloco">
          <p>{{ 'account.keys.onceText' | transloco }}</p>
        </app-banner>
        <div class="key">
          <code id="new-key" dir="ltr">{{ created.key }}</code>
          <button
            type="button"
            class="btn"
            cdkFocusInitial
            [cdkCopyToClipboard]="created.key"
            (cdkCopyToClipboardCopied)="copied.set($event)"
          >
            <app-icon [name]="copied() ? 'check' : 'content-copy'" />
            {{ (copied() ? 'account.copied' : 'account.keys.copy') | transloco }}
          </button>
        </div>
        <p class="visually-hidden" role="status">{{ copied() ? ('account.copied' | transloco) : '' }}</p>
        <p>
          {{ 'account.keys.use' | transloco }}
          <code class="use" dir="ltr">Authorization: Bearer {{ created.apiKey.prefix }}…</code>
        </p>
      </div>
      <button actions type="button" class="btn primary" (click)="dialog.close()">
        {{ 'account.keys.saved' | transloco }}
      </button>
    </app-dialog-frame>
  `,
  styles: `
    .body {
      display: grid;
      gap: var(--space-4);
    }
    .key {
      display: grid;
      gap: var(--space-3);
      justify-items: start;
      padding: var(--space-4);
      border: 1px solid var(--line-2);
      border-radius: var(--radius-sm);
      background: var(--surface-2);
    }
    .key code {
      color: var(--ink);
      overflow-wrap: anywhere;
      user-select: all;
    }
    .use {
      color: var(--ink);
    }
  `,
})
export class NewKeyDialog {
  protected readonly created = inject<CreatedApiKey>(DIALOG_DATA);
  protected readonly dialog = inject(DialogRef);
  protected readonly copied = signal(false);
}
