import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { MetricCard } from '../../../../shared/components/metric-card/metric-card';
import { MetricViews, type MetricName } from '../../../../shared/desk/metric-views';
import { FiguresStore } from '../figures-store';

const shown: readonly MetricName[] = [
  'signIns',
  'failedAttempts',
  'blockedAttempts',
  'blockedAddresses',
  'activeSessions',
  'lockedAccounts',
];

/** Six figures, each with its last day and the change against the day before. */
@Component({
  selector: 'app-cards-section',
  imports: [EmptyState, MetricCard, TranslocoPipe],
  template: `
    @if (figures.failure()) {
      <app-empty-state class="card" icon="wifi-off" [heading]="'overview.failed' | transloco">
        <button type="button" class="btn primary" (click)="figures.reload()">{{ 'desk.retry' | transloco }}</button>
      </app-empty-state>
    } @else {
      <div
        class="cards"
        role="list"
        [attr.aria-label]="'overview.figures' | transloco"
        [attr.aria-busy]="views().length === 0"
      >
        @for (name of names; track name; let index = $index) {
          <app-metric-card class="card" [metric]="views()[index] ?? null" [chart]="true" />
        }
      </div>
    }
  `,
  styles: `
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(max(150px, 14%), 1fr));
      gap: var(--space-4);
    }
    @media (max-width: 1199.98px) {
      .cards {
        grid-template-columns: repeat(3, minmax(0, 1fr));
      }
    }
    @media (max-width: 699.98px) {
      .cards {
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--space-3);
      }
    }
  `,
})
export class CardsSection {
  private readonly metricViews = inject(MetricViews);
  protected readonly figures = inject(FiguresStore);
  protected readonly names = shown;
  protected readonly views = computed(() => {
    const metrics = this.figures.metrics();
    return metrics ? shown.map((name) => this.metricViews.of(metrics, name)) : [];
  });
}
