import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import type { WebhookSecret } from '@classy-book/contracts/webhooks';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { copyText } from '../../../../shared/components/enrolment/copy-text';
import { Icon } from '../../../../shared/components/icon/icon';

/** Shows the secret of an endpoint, this once. */
@Component({
  selector: 'app-secret-dialog',
  imports: [DialogFrame, Icon, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'webhooks')],
  template: `
    <app-dialog-frame [heading]="'webhooks.secret.heading' | transloco">
      <p>{{ 'webhooks.secret.once' | transloco }}</p>
      <p class="secret mono" dir="ltr">{{ made.secret }}</p>
      @if (made.webhook.previousSecretUntil !== null) {
        <p>{{ 'webhooks.secret.overlap' | transloco }}</p>
      }
      <p role="status">{{ copied() ? ('webhooks.secret.copied' | transloco) : '' }}</p>
      <ng-container actions>
        <button type="button" class="btn" cdkFocusInitial (click)="copy()">
          <app-icon name="content-copy" />{{ 'webhooks.secret.copy' | transloco }}
        </button>
        <button type="button" class="btn primary" (click)="dialog.close()">
          {{ 'webhooks.secret.kept' | transloco }}
        </button>
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    p + p {
      margin-block-start: var(--space-3);
    }
    .secret {
      padding: var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius-sm);
      background: var(--surface-2);
      color: var(--ink);
      overflow-wrap: anywhere;
      user-select: all;
    }
  `,
})
export class SecretDialog {
  protected readonly made = inject<WebhookSecret>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly copied = signal(false);

  protected async copy(): Promise<void> {
    this.copied.set(await copyText(this.made.secret));
  }
}
