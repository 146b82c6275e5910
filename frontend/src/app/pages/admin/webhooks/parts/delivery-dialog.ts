import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import type { WebhookDeliveryDetail } from '@classy-book/contracts/webhooks';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { DeliveryOutcome } from './delivery-outcome';

export interface DeliveryDialogData {
  readonly delivery: WebhookDeliveryDetail;
  /** Whether it can be sent once more. */
  readonly repeatable: boolean;
}

/** What was sent and what was answered. Closes with `redeliver` where it is to be sent once more. */
@Component({
  selector: 'app-delivery-dialog',
  imports: [DeliveryOutcome, DialogFrame, FullTimePipe, PluralPipe, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'webhooks')],
  template: `
    <app-dialog-frame
      [heading]="'webhooks.type.' + typeKey | transloco"
      [closeLabel]="'desk.close' | transloco"
      (dismissed)="dialog.close()"
    >
      <p class="outcome"><app-delivery-outcome [delivery]="delivery" /></p>
      <dl>
        <dt>{{ 'webhooks.detail.event' | transloco }}</dt>
        <dd class="mono" dir="ltr">{{ delivery.eventId }}</dd>
        <dt>{{ 'webhooks.detail.at' | transloco }}</dt>
        <dd>{{ delivery.at | fullTime }}</dd>
        <dt>{{ 'webhooks.detail.tries' | transloco }}</dt>
        <dd>{{ delivery.attempts | plural: 'webhooks.tries' }}</dd>
        @if (delivery.state === 'waiting' && delivery.dueAt !== null) {
          <dt>{{ 'webhooks.detail.next' | transloco }}</dt>
          <dd>{{ delivery.dueAt | fullTime }}</dd>
        }
      </dl>
      <h3 id="delivery-body">{{ 'webhooks.detail.body' | transloco }}</h3>
      <pre class="mono" dir="ltr" tabindex="0" role="region" aria-labelledby="delivery-body">{{ pretty }}</pre>
      <h3 id="delivery-answer">{{ 'webhooks.detail.answer' | transloco }}</h3>
      @if (delivery.answer) {
        <pre class="mono" dir="ltr" tabindex="0" role="region" aria-labelledby="delivery-answer">{{
          delivery.answer
        }}</pre>
      } @else {
        <p>{{ 'webhooks.detail.noAnswer' | transloco }}</p>
      }
      <ng-container actions>
        <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.close' | transloco }}</button>
        @if (data.repeatable) {
          <button type="button" class="btn primary" (click)="dialog.close('redeliver')">
            {{ (delivery.state === 'waiting' ? 'webhooks.detail.tryNow' : 'webhooks.detail.redeliver') | transloco }}
          </button>
        }
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: 6px var(--space-4);
      margin-block: var(--space-3);
      font-size: var(--text-sm);
    }
    dd {
      margin: 0;
      color: var(--ink);
      overflow-wrap: anywhere;
    }
    h3 {
      margin-block: var(--space-3) 6px;
      color: var(--ink);
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
    }
    pre {
      max-block-size: 260px;
      margin: 0;
      padding: var(--space-3);
      overflow: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius-sm);
      background: var(--surface-2);
      color: var(--ink);
      font-size: var(--text-xs);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class DeliveryDialog {
  protected readonly data = inject<DeliveryDialogData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<'redeliver'>>(DialogRef);
  protected readonly delivery = this.data.delivery;
  protected readonly typeKey = this.delivery.type.replace('.', '_');
  protected readonly pretty = prettyJson(this.delivery.body);
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
