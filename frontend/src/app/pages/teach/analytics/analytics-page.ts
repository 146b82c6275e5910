import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { analyticsBuckets, type AnalyticsBucket } from '@classy-book/contracts/analytics';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { I18nService } from '../../../core/services/i18n';
import { ThemeService } from '../../../core/services/theme';
import { EmptyState } from '../../../shared/components/empty-state/empty-state';
import { Segmented } from '../../../shared/components/segmented/segmented';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { CountPipe } from '../../../shared/texts/format-pipes';
import { Texts } from '../../../shared/texts/texts';
import { AnalyticsStore } from './analytics-store';
import type { Bars } from './bars-option';
import { BarsChart } from './parts/bars-chart';
import { GradeAverages } from './parts/grade-averages';
import { LessonFunnel } from './parts/lesson-funnel';

/** How a course goes: who comes, how far they get, how long it takes them, and who may not finish. */
@Component({
  selector: 'app-analytics-page',
  imports: [
    BarsChart,
    CountPipe,
    CourseTabs,
    EmptyState,
    GradeAverages,
    LessonFunnel,
    RouterLink,
    Segmented,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [provideTranslocoScope('desk', 'teach', 'analytics', 'account'), AnalyticsStore],
  templateUrl: './analytics-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css', './analytics-page.css'],
})
export default class AnalyticsPage {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);
  private readonly theme = inject(ThemeService);
  protected readonly store = inject(AnalyticsStore);

  /** The id of the course, out of the address. */
  readonly course = input.required<string>();

  protected readonly dark = this.theme.dark;
  protected readonly number = (value: number): string => this.i18n.number(value);
  protected readonly buckets = computed(() =>
    analyticsBuckets.map((value) => ({ value, label: this.texts.of(`analytics.bucket.${value}`) })),
  );
  protected readonly enrolments = computed((): Bars => {
    const pieces = this.store.analytics()?.enrolments ?? [];
    return {
      names: pieces.map(({ start }) => this.day(start)),
      series: [
        { name: this.texts.of('analytics.enrolments.enrolled'), values: pieces.map(({ enrolled }) => enrolled) },
        { name: this.texts.of('analytics.enrolments.completed'), values: pieces.map(({ completed }) => completed) },
      ],
    };
  });
  protected readonly activity = computed((): Bars => {
    const weeks = this.store.analytics()?.activity ?? [];
    const name = this.texts.of('analytics.activity.learners');
    return {
      names: weeks.map(({ start }) => this.day(start)),
      series: [{ name, values: weeks.map(({ learners }) => learners) }],
    };
  });
  protected readonly times = computed((): Bars => {
    const pieces = this.store.analytics()?.times.histogram ?? [];
    const name = this.texts.of('analytics.times.learners');
    return {
      names: pieces.map(({ from, to }) => this.span(from, to)),
      series: [{ name, values: pieces.map(({ count }) => count) }],
    };
  });
  protected readonly timesNote = computed(() => {
    const { median = null, lower = null, upper = null } = this.store.analytics()?.times ?? {};
    if (median === null || lower === null || upper === null) return this.texts.of('analytics.times.none');
    const values = { median: this.number(median), lower: this.number(lower), upper: this.number(upper) };
    return this.texts.of('analytics.times.note', values);
  });

  constructor() {
    effect(() => {
      const course = this.course();
      untracked(() => {
        this.store.open(course);
      });
    });
  }

  /** What a picture shows, in a sentence: the sum of each series. */
  protected summary({ series }: Bars): string {
    const sums = series.map(({ name, values }) => {
      const total = this.number(values.reduce((sum, value) => sum + value, 0));
      return this.texts.of('analytics.sum', { name, total });
    });
    return sums.join(this.texts.of('desk.and'));
  }

  protected choose(bucket: AnalyticsBucket): void {
    this.store.choose(bucket);
  }

  private day(start: string): string {
    // a calendar day, wherever the reader is
    const format = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(`${this.i18n.locale()}-u-nu-latn-ca-gregory`, format).format(new Date(start));
  }

  private span(from: number, to: number | null): string {
    if (to === null) return this.texts.of('analytics.times.over', { from: this.number(from) });
    return this.texts.of('analytics.times.span', { from: this.number(from), to: this.number(to) });
  }
}
