import { Component, computed, inject, signal } from '@angular/core';
import { WebsocketService } from '../../../../core/services/websocket';
import { MetricCard } from '../../../../shared/components/metric-card/metric-card';
import { DeskClient } from '../../../../shared/desk/desk-client';
import { MetricViews, type MetricName } from '../../../../shared/desk/metric-views';
import { Texts } from '../../../../shared/texts/texts';

const shown: readonly MetricName[] = [
  'signIns',
  'failedAttempts',
  'blockedAddresses',
  'activeSessions',
  'openIncidents',
];

/** The row of figures: fetched once, then pushed by the server. */
@Component({
  selector: 'app-figures-section',
  imports: [MetricCard],
  template: `
    @for (name of names; track name; let index = $index) {
      <app-metric-card [metric]="views()[index] ?? null" />
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
    @media (max-width: 699.98px) {
      :host {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      app-metric-card + app-metric-card:nth-child(odd) {
        border-inline-start: 0;
      }
      app-metric-card:nth-child(n + 3) {
        border-block-start: 1px solid var(--line);
      }
      app-metric-card:last-child:nth-child(odd) {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class FiguresSection {
  private readonly metricViews = inject(MetricViews);
  private readonly socket = inject(WebsocketService);
  private readonly texts = inject(Texts);
  private readonly fetched = inject(DeskClient).metrics(signal(0));
  protected readonly names = shown;
  protected readonly label = computed(() => this.texts.of('monitoring.figures'));
  protected readonly views = computed(() => {
    const metrics = this.socket.metrics() ?? (this.fetched.hasValue() ? this.fetched.value() : undefined);
    return metrics ? shown.map((name) => this.metricViews.of(metrics, name)) : [];
  });
}
