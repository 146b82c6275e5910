import { Component, input } from '@angular/core';
import { Skeleton } from '../skeleton/skeleton';
import { Sparkline } from '../sparkline/sparkline';
import type { Tone } from './change';

/** A figure ready to show. `change.spoken` says the change in words, for those who do not see the sign and the colour. */
export interface MetricView {
  readonly label: string;
  readonly value: string;
  readonly change: { readonly text: string; readonly spoken: string; readonly tone: Tone } | null;
  /** The last 24 hours by the hour, oldest first; empty where there is no history. */
  readonly series: readonly number[];
  readonly seriesLabel: string;
  readonly tone: 'ok' | 'warn' | 'danger' | 'info' | 'accent' | 'muted';
}

/** One figure with its change and, where there is room and history, its last day. Without a figure it is a skeleton. Stands in an element with the role `list`. */
@Component({
  selector: 'app-metric-card',
  imports: [Skeleton, Sparkline],
  template: `
    @if (metric(); as metric) {
      <p class="label">{{ metric.label }}</p>
      <p class="figure">
        <strong>{{ metric.value }}</strong>
        @if (metric.change; as change) {
          <em [class]="change.tone"
            ><span aria-hidden="true" dir="ltr">{{ change.text }}</span
            ><span class="visually-hidden">{{ change.spoken }}</span></em
          >
        }
      </p>
      @if (chart()) {
        @if (metric.series.length > 0) {
          <app-sparkline [values]="metric.series" [label]="metric.seriesLabel" [tone]="metric.tone" />
        } @else {
          <p class="note">{{ note() }}</p>
        }
      }
    } @else {
      <app-skeleton width="45%" height="14px" />
      <app-skeleton width="65%" height="24px" />
      @if (chart()) {
        <app-skeleton height="44px" />
      }
    }
  `,
  host: { role: 'listitem', '[class.loading]': 'metric() === null' },
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      justify-content: space-between;
      gap: 2px;
      min-inline-size: 0;
      padding: 14px 16px;
    }
    .label {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .figure {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 8px;
    }
    strong {
      font-size: 1.375rem;
      font-weight: var(--weight-bold);
      letter-spacing: -0.02em;
      line-height: 1.3;
      font-variant-numeric: tabular-nums;
    }
    em {
      font-size: var(--text-xs);
      font-style: normal;
      font-weight: var(--weight-semi);
      white-space: nowrap;
    }
    .ok {
      color: var(--ok);
    }
    .warn {
      color: var(--warn);
    }
    .danger {
      color: var(--danger);
    }
    .muted {
      color: var(--ink-3);
    }
    app-sparkline {
      inline-size: 100%;
      margin-block-start: 10px;
    }
    .note {
      display: grid;
      align-items: end;
      min-block-size: 44px;
      margin-block-start: 10px;
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    :host(.loading) {
      gap: 8px;
    }
  `,
})
export class MetricCard {
  readonly metric = input.required<MetricView | null>();
  /** Whether the last day is drawn under the figure. */
  readonly chart = input(false);
  /** What stands in the place of the chart where the figure has no history. */
  readonly note = input('');
}
