import { Component, input } from '@angular/core';
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

/** One figure with its change and, where there is room and history, its last day. Without a figure it is a skeleton. */
@Component({
  selector: 'app-metric-card',
  imports: [Sparkline],
  template: `
    @if (metric(); as metric) {
      <dt>{{ metric.label }}</dt>
      <dd>
        <strong>{{ metric.value }}</strong>
        @if (metric.change; as change) {
          <em [class]="change.tone"
            ><span aria-hidden="true" dir="ltr">{{ change.text }}</span
            ><span class="visually-hidden">{{ change.spoken }}</span></em
          >
        }
      </dd>
      @if (chart()) {
        @if (metric.series.length > 0) {
          <dd><app-sparkline [values]="metric.series" [label]="metric.seriesLabel" [tone]="metric.tone" /></dd>
        } @else {
          <dd class="flat" aria-hidden="true"></dd>
        }
      }
    } @else {
      <dt class="bone short" aria-hidden="true"></dt>
      <dd class="bone" aria-hidden="true"></dd>
      @if (chart()) {
        <dd class="bone tall" aria-hidden="true"></dd>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 2px;
      min-inline-size: 0;
      padding: 14px 16px;
    }
    dt {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    dd {
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
    .flat {
      block-size: 44px;
      margin-block-start: 10px;
      border-block-end: 1px solid var(--line-2);
    }
    .bone {
      inline-size: 60%;
      block-size: 24px;
      margin-block: 3px;
      border-radius: var(--radius-xs);
      background: var(--surface-2);
      animation: pulse 1.4s ease-in-out infinite;
    }
    .bone.short {
      inline-size: 40%;
      block-size: 14px;
    }
    .bone.tall {
      inline-size: 100%;
      block-size: 44px;
      margin-block-start: 12px;
    }
    @keyframes pulse {
      50% {
        opacity: 0.5;
      }
    }
  `,
})
export class MetricCard {
  readonly metric = input.required<MetricView | null>();
  /** Whether the last day is drawn under the figure. */
  readonly chart = input(false);
}
