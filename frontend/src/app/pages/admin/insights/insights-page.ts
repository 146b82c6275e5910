import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { figureDimensions, figureWindows, type FigureDimension } from '@classy-book/contracts/figures';
import { FailureText } from '../../../core/services/failure-text';
import { I18nService } from '../../../core/services/i18n';
import { ThemeService } from '../../../core/services/theme';
import { CountryPipe } from '../../../shared/account/country-pipe';
import { AttemptsChart } from '../../../shared/components/attempts-chart/attempts-chart';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { MetricCard } from '../../../shared/components/metric-card/metric-card';
import { Segmented } from '../../../shared/components/segmented/segmented';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { ChartFormats } from '../../../shared/desk/chart-formats';
import { MetricViews } from '../../../shared/desk/metric-views';
import { Texts } from '../../../shared/texts/texts';
import { InsightsStore } from './insights-store';
import { insightBuckets, insightFigures, topRows, type TopRow } from './insights-view';
import { TopList, type LinkedRow } from './parts/top-list';

/** Which filter of the monitoring page shows the attempts behind a row; a device is no filter there. */
const filterOf: Readonly<Record<FigureDimension, string | null>> = {
  account: 'email',
  address: 'address',
  country: 'country',
  device: null,
};

/** Sign-ins over a quarter of an hour to a year: how many, how they ended, and who, from where and with what. */
@Component({
  selector: 'app-insights-page',
  imports: [AttemptsChart, EmptyState, MetricCard, Segmented, Skeleton, TopList, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'insights'), CountryPipe, InsightsStore],
  templateUrl: './insights-page.html',
  styleUrl: './insights-page.css',
})
export default class InsightsPage {
  private readonly countries = inject(CountryPipe);
  private readonly failures = inject(FailureText);
  private readonly formats = inject(ChartFormats);
  private readonly i18n = inject(I18nService);
  private readonly metrics = inject(MetricViews);
  private readonly texts = inject(Texts);
  protected readonly store = inject(InsightsStore);
  protected readonly theme = inject(ThemeService);

  protected readonly windows = computed(() =>
    figureWindows.map((value) => ({ value, label: this.texts.of(`insights.window.${value}`) })),
  );
  protected readonly problem = computed(() => {
    const failure = this.store.failure();
    return failure && this.failures.of(failure);
  });
  protected readonly cards = computed(() => {
    const figures = this.store.figures();
    if (!figures) return null;
    return insightFigures(figures).map(({ name, card, kind }) =>
      this.metrics.tell(this.texts.of(`insights.card.${name}`), card, kind),
    );
  });
  protected readonly rate = computed(() => {
    const rate = this.store.figures()?.successRate ?? null;
    const value = rate === null ? '–' : this.i18n.percent(rate);
    const label = this.texts.of('insights.card.successRate');
    return { label, value, change: null, series: [], seriesLabel: '', tone: 'ok' as const };
  });
  protected readonly buckets = computed(() => {
    const figures = this.store.figures();
    return figures ? insightBuckets(figures) : null;
  });
  protected readonly chart = computed(() => {
    const figures = this.store.figures();
    const buckets = this.buckets();
    const length = figures ? Date.parse(figures.to) - Date.parse(figures.from) : 0;
    const heading = buckets ? this.formats.heading(buckets) : this.texts.of('desk.chart.attempts');
    return { texts: this.formats.of(length), heading };
  });
  protected readonly lists = computed(() => {
    const figures = this.store.figures();
    if (!figures) return [];
    return figureDimensions.map((dimension) => ({
      dimension,
      heading: this.texts.of(`insights.top.${dimension}`),
      rows: topRows(figures.tops[dimension]).map((row) => this.link(dimension, row)),
    }));
  });
  protected readonly causes = computed(() => {
    const figures = this.store.figures();
    if (!figures) return [];
    const causes = { reason: figures.reasons, method: figures.methods };
    return (['reason', 'method'] as const).map((name) => ({
      name,
      heading: this.texts.of(`insights.top.${name}`),
      rows: causes[name].map((cause) => ({
        label: this.texts.of(`desk.${name}.${cause.value}`),
        count: this.i18n.number(cause.count),
      })),
    }));
  });

  private link(dimension: FigureDimension, row: TopRow): LinkedRow {
    const filter = filterOf[dimension];
    const mono = dimension === 'address';
    const known = row.value !== '';
    const label = !known
      ? this.texts.of('insights.unknown')
      : dimension === 'country'
        ? this.countries.transform(row.value)
        : row.value;
    return { ...row, label, mono, query: filter === null || !known ? null : { [filter]: row.value } };
  }
}
