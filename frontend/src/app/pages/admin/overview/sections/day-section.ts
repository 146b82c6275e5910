import { Component, DestroyRef, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ThemeService } from '../../../../core/services/theme';
import { AttemptsChart } from '../../../../shared/components/attempts-chart/attempts-chart';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { ChartFormats } from '../../../../shared/desk/chart-formats';
import { barSeconds, liveTimeline, type TimelineView } from '../../../../shared/desk/live-timeline';
import { Texts } from '../../../../shared/texts/texts';

const DAY_MS = 86_400_000;

const lastDay: TimelineView = {
  windowMs: DAY_MS,
  wants: () => true,
  query: (now) => ({
    from: new Date(now - DAY_MS).toISOString(),
    to: new Date(now).toISOString(),
    bucketSeconds: String(barSeconds(DAY_MS)),
  }),
};

/** The attempts of the last day, stacked by outcome. */
@Component({
  selector: 'app-day-section',
  imports: [AttemptsChart, EmptyState, TranslocoPipe],
  template: `
    @if (timeline.failure() && !timeline.buckets()) {
      <app-empty-state icon="wifi-off" [heading]="'overview.chartFailed' | transloco">
        <button type="button" class="btn" (click)="timeline.reload()">{{ 'desk.retry' | transloco }}</button>
      </app-empty-state>
    } @else {
      <app-attempts-chart
        [buckets]="timeline.buckets()"
        [heading]="heading()"
        [texts]="chartTexts()"
        [dark]="theme.dark()"
      />
    }
  `,
  host: { class: 'card' },
  styles: ':host { display: block; min-inline-size: 0; }',
})
export class DaySection {
  private readonly formats = inject(ChartFormats);
  private readonly texts = inject(Texts);
  protected readonly theme = inject(ThemeService);
  protected readonly timeline = liveTimeline(signal(lastDay));
  protected readonly chartTexts = computed(() => this.formats.of(DAY_MS));
  protected readonly heading = computed(() => {
    const buckets = this.timeline.buckets();
    return buckets ? this.formats.heading(buckets) : this.texts.of('desk.chart.attempts');
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.timeline.follow());
  }
}
