import { Component, computed, input } from '@angular/core';
import type { DeliveryState, WebhookDelivery } from '@classy-book/contracts/webhooks';
import { TranslocoPipe } from '@jsverse/transloco';

const tones: Readonly<Record<DeliveryState, string>> = {
  waiting: 'warn',
  delivered: 'ok',
  given_up: 'danger',
  dropped: 'neutral',
};

/** What became of a delivery: its state, and what was answered or why there was no answer. Texts: scope `webhooks`. */
@Component({
  selector: 'app-delivery-outcome',
  imports: [TranslocoPipe],
  template: `
    <span class="tag" [class]="tone()">{{ 'webhooks.state.' + delivery().state | transloco }}</span>
    @if (delivery().status !== null) {
      <span class="mono" dir="ltr">HTTP {{ delivery().status }}</span>
    }
    @if (delivery().problem !== null && delivery().problem !== 'status') {
      <span>{{ 'webhooks.problem.' + delivery().problem | transloco }}</span>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px var(--space-2);
      font-size: var(--text-sm);
    }
  `,
})
export class DeliveryOutcome {
  readonly delivery = input.required<WebhookDelivery>();
  protected readonly tone = computed(() => tones[this.delivery().state]);
}
