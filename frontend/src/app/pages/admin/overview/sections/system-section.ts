import { Component, computed, inject } from '@angular/core';
import type { HealthCheck } from '@classy-book/contracts/health';
import { TranslocoPipe } from '@jsverse/transloco';
import { I18nService } from '../../../../core/services/i18n';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { Ticker } from '../../../../core/services/ticker';
import { ReadinessStore } from '../readiness-store';

const tones: Readonly<Record<HealthCheck['status'], string>> = { up: 'ok', down: 'danger', not_configured: 'neutral' };

/** The parts of the system with their state and how long they took to answer. */
@Component({
  selector: 'app-system-section',
  imports: [Skeleton, TimeAgo, TranslocoPipe],
  template: `
    <header>
      <h2>{{ 'overview.system.heading' | transloco }}</h2>
      @if (readiness.checkedAt(); as at) {
        <small>{{ 'overview.system.checked' | transloco }} <app-time-ago [at]="at" [now]="now()" /></small>
      }
    </header>
    @if (readiness.unreachable()) {
      <p class="tag danger" role="status">{{ 'overview.system.unreachable' | transloco }}</p>
    } @else if (readiness.checks(); as state) {
      <ul>
        @for (check of state.checks; track check.name) {
          <li>
            <span>{{ 'overview.system.' + check.name | transloco }}</span>
            @if (check.latencyMs !== null) {
              <small class="num">{{
                'overview.system.latency' | transloco: { ms: milliseconds(check.latencyMs) }
              }}</small>
            }
            <span [class]="'tag ' + tones[check.status]">{{ 'overview.system.' + check.status | transloco }}</span>
            @if (check.message) {
              <small class="message"
                ><bdi>{{ check.message }}</bdi></small
              >
            }
          </li>
        }
      </ul>
    } @else {
      <app-skeleton height="24px" />
      <app-skeleton height="24px" />
      <app-skeleton height="24px" />
    }
  `,
  host: { class: 'card' },
  styles: `
    :host {
      display: grid;
      align-content: start;
      gap: var(--space-2);
      min-inline-size: 0;
      padding: 16px 18px;
    }
    header,
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px var(--space-3);
    }
    header {
      justify-content: space-between;
    }
    li {
      padding: 9px 0;
      border-block-end: 1px solid var(--line);
      font-size: var(--text-sm);
    }
    li:last-child {
      border: 0;
    }
    li > span:first-child {
      flex: 1;
    }
    small {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    .message {
      flex: 1 0 100%;
    }
    .tag {
      justify-self: start;
    }
  `,
})
export class SystemSection {
  private readonly i18n = inject(I18nService);
  private readonly ticker = inject(Ticker);
  protected readonly readiness = inject(ReadinessStore);
  protected readonly tones = tones;
  /** This computer's clock: the checks are timed by it. */
  protected readonly now = computed(() => {
    this.ticker.beat();
    return Date.now();
  });

  protected milliseconds(latency: number): string {
    return this.i18n.number(latency, { maximumFractionDigits: latency < 10 ? 1 : 0 });
  }
}
