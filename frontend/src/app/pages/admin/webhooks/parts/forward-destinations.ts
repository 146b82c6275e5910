import { Component, input } from '@angular/core';
import type { ForwardDestination } from '@classy-book/contracts/forwarding';
import { TranslocoPipe } from '@jsverse/transloco';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** Where the audit log goes, and how far that has come. */
@Component({
  selector: 'app-forward-destinations',
  imports: [PluralPipe, TimeAgo, TranslocoPipe],
  template: `
    @if (destinations().length === 0) {
      <p>{{ 'webhooks.forward.none' | transloco }} <code class="mono" dir="ltr">FORWARD_TO</code></p>
    } @else {
      <ul>
        @for (one of destinations(); track one.name) {
          <li>
            <span class="tag" [class]="one.failingSince === null ? 'ok' : 'danger'">{{
              (one.failingSince === null ? 'webhooks.forward.running' : 'webhooks.forward.failing') | transloco
            }}</span>
            <span class="mono" dir="ltr">{{ one.name }}</span>
            @if (one.failingSince !== null) {
              <span class="why">
                <app-time-ago [at]="one.failingSince" [now]="now()" />: <bdi>{{ one.problem }}</bdi>
              </span>
            }
            @if (one.lagSeconds > 0) {
              <span>{{ one.lagSeconds | plural: 'webhooks.forward.lag' }}</span>
            }
          </li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      display: block;
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    ul {
      display: grid;
      gap: var(--space-2);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px var(--space-3);
      overflow-wrap: anywhere;
    }
    .why {
      color: var(--danger);
    }
  `,
})
export class ForwardDestinations {
  readonly destinations = input.required<readonly ForwardDestination[]>();
  readonly now = input.required<number>();
}
