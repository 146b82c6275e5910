import { Component, input } from '@angular/core';
import { MetricCard, type MetricView } from '../../../../shared/components/metric-card/metric-card';

/** The figures in one row; bones until they are there. */
@Component({
  selector: 'app-figures-strip',
  imports: [MetricCard],
  template: `
    @for (index of places; track index) {
      <app-metric-card [metric]="views()[index] ?? null" [chart]="(views()[index]?.series?.length ?? 0) > 0" />
    }
  `,
  host: { role: 'list', class: 'card', '[attr.aria-label]': 'label()', '[attr.aria-busy]': 'views().length === 0' },
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(5, minmax(0, 1fr));
    }
    app-metric-card + app-metric-card {
      border-inline-start: 1px solid var(--line);
    }
    @media (max-width: 899.98px) {
      :host {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      app-metric-card + app-metric-card:nth-child(odd) {
        border-inline-start: 0;
      }
      app-metric-card:nth-child(n + 3) {
        border-block-start: 1px solid var(--line);
      }
      app-metric-card:last-child {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class FiguresStrip {
  readonly views = input.required<readonly MetricView[]>();
  readonly label = input.required<string>();
  protected readonly places = [0, 1, 2, 3, 4] as const;
}
