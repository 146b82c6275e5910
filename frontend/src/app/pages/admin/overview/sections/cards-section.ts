import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { MetricCard } from '../../../../shared/components/metric-card/metric-card';
import { clockText } from '../../../../shared/components/time-ago/relative-time';
import { endOfBlock } from '../../../../shared/desk/defences';
import { DefencesStore } from '../../../../shared/desk/defences-store';
import { DeskClock } from '../../../../shared/desk/desk-clock';
import { IncidentsStore } from '../../../../shared/desk/incidents-store';
import { MetricViews, type MetricName } from '../../../../shared/desk/metric-views';
import { Texts } from '../../../../shared/texts/texts';
import { FiguresStore } from '../figures-store';

const shown: readonly MetricName[] = [
  'signIns',
  'failedAttempts',
  'blockedAddresses',
  'activeSessions',
  'openIncidents',
  'peopleOnline',
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
          <app-metric-card class="card" [metric]="views()[index] ?? null" [chart]="true" [note]="notes()[name] ?? ''" />
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
  private readonly clock = inject(DeskClock);
  private readonly defences = inject(DefencesStore);
  private readonly incidents = inject(IncidentsStore);
  private readonly texts = inject(Texts);
  /** What is known of the figures that have no history: when the next of them ends by itself. */
  protected readonly notes = computed<Partial<Record<MetricName, string>>>(() => ({
    blockedAddresses: this.nextEnd(this.defences.blocks().map(endOfBlock)),
    openIncidents: this.criticalOnes(),
    peopleOnline: this.texts.of('overview.online'),
  }));
  protected readonly views = computed(() => {
    const metrics = this.figures.metrics();
    return metrics ? shown.map((name) => this.metricViews.of(metrics, name)) : [];
  });

  private criticalOnes(): string {
    const critical = this.incidents.incidents().filter(({ severity }) => severity === 'critical').length;
    if (!this.incidents.loaded()) return '';
    return critical === 0 ? this.texts.of('overview.noneCritical') : this.texts.plural('overview.critical', critical);
  }

  private nextEnd(ends: readonly (string | null)[]): string {
    if (!this.defences.loaded()) return '';
    const moments = ends.flatMap((end) => (end === null ? [] : [Date.parse(end)]));
    if (moments.length === 0) return this.texts.of(ends.length === 0 ? 'overview.noneNow' : 'overview.allPermanent');
    const { days, clock } = clockText(Math.min(...moments) - this.clock.now());
    const left = days > 0 ? this.texts.of('desk.daysLeft', { days, clock }) : clock;
    return this.texts.of('overview.nextEnds', { left });
  }
}
