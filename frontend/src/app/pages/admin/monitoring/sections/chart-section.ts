import { Component, DestroyRef, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ThemeService } from '../../../../core/services/theme';
import { AttemptsChart } from '../../../../shared/components/attempts-chart/attempts-chart';
import type { TimeRange } from '../../../../shared/components/attempts-chart/buckets';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { ChartFormats } from '../../../../shared/desk/chart-formats';
import { Texts } from '../../../../shared/texts/texts';
import { FilterStore } from '../filter-store';
import { TimelineStore } from '../timeline-store';

/** The live chart; a stroke over it sets the time filter. */
@Component({
  selector: 'app-chart-section',
  imports: [AttemptsChart, EmptyState, TranslocoPipe],
  template: `
    @if (timeline.failure() && !timeline.buckets()) {
      <app-empty-state icon="wifi-off" [heading]="'monitoring.chartFailed' | transloco">
        <button type="button" class="btn" (click)="timeline.reload()">{{ 'desk.retry' | transloco }}</button>
      </app-empty-state>
    } @else {
      <app-attempts-chart
        [buckets]="timeline.buckets()"
        [heading]="heading()"
        [texts]="chartTexts()"
        [dark]="theme.dark()"
        [brushable]="true"
        (brushed)="zoom($event)"
      />
    }
  `,
  host: { class: 'card' },
  styles: ':host { display: block; min-inline-size: 0; }',
})
export class ChartSection {
  private readonly filters = inject(FilterStore);
  private readonly formats = inject(ChartFormats);
  private readonly texts = inject(Texts);
  protected readonly theme = inject(ThemeService);
  protected readonly timeline = inject(TimelineStore);
  private readonly length = computed(() => {
    const buckets = this.timeline.buckets();
    return buckets ? buckets.counts.length * buckets.bucketMs : 0;
  });
  protected readonly chartTexts = computed(() => this.formats.of(this.length()));
  protected readonly heading = computed(() => {
    const buckets = this.timeline.buckets();
    return buckets ? this.formats.heading(buckets) : this.texts.of('desk.chart.attempts');
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.timeline.follow());
  }

  protected zoom(range: TimeRange): void {
    this.filters.change({ time: { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() } });
  }
}
