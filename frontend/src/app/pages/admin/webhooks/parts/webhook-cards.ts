import { Component, input, output } from '@angular/core';
import type { Webhook } from '@classy-book/contracts/webhooks';
import { TranslocoPipe } from '@jsverse/transloco';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { FullTimePipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** The endpoints: how each is doing, and what can be done to it. */
@Component({
  selector: 'app-webhook-cards',
  imports: [FullTimePipe, PluralPipe, TimeAgo, TranslocoPipe],
  templateUrl: './webhook-cards.html',
  styleUrl: './webhook-cards.css',
})
export class WebhookCards {
  readonly webhooks = input.required<readonly Webhook[]>();
  /** The one whose log is shown. */
  readonly chosen = input.required<string | null>();
  readonly now = input.required<number>();
  /** The one that a test event is on its way to. */
  readonly testing = input<string | null>(null);
  readonly picked = output<Webhook>();
  readonly tested = output<Webhook>();
  readonly changed = output<Webhook>();
  readonly rotated = output<Webhook>();
  readonly removed = output<Webhook>();

  protected standingOf({ enabled, stopReason, failingSince }: Webhook): { tone: string; key: string } {
    if (!enabled)
      return { tone: stopReason === 'person' ? 'neutral' : 'danger', key: `stopped.${stopReason ?? 'person'}` };
    return failingSince === null ? { tone: 'ok', key: 'standing.on' } : { tone: 'warn', key: 'standing.failing' };
  }

  protected hostOf(url: string): string {
    return new URL(url).host;
  }
}
