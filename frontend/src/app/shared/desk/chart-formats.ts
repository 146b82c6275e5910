import { Service, inject } from '@angular/core';
import { I18nService } from '../../core/services/i18n';
import type { Buckets } from '../components/attempts-chart/buckets';
import type { ChartTexts } from '../components/attempts-chart/chart-options';
import { Texts } from '../texts/texts';

const DAY_MS = 86_400_000;

/** The words and formats of the attempts chart in the reader's language. Reads signals: use it in a computed. */
@Service()
export class ChartFormats {
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);

  /** `length` is the time that the chart shows, in milliseconds: over more than two days the axis names the day. */
  of(length: number): ChartTexts {
    const locale = `${this.i18n.locale()}-u-nu-latn`;
    const axis = new Intl.DateTimeFormat(
      locale,
      length > 2 * DAY_MS
        ? { month: 'short', day: 'numeric' }
        : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    );
    return {
      outcome: {
        succeeded: this.texts.of('desk.outcome.succeeded'),
        failed: this.texts.of('desk.outcome.failed'),
        blocked: this.texts.of('desk.outcome.blocked'),
      },
      axis: (moment) => axis.format(moment),
      bucket: (moment) => (length > DAY_MS ? this.i18n.dateTime(moment) : this.i18n.time(moment)),
      // Short enough for the edge of the plot, whatever the attack.
      count: (value) => this.i18n.number(value, value < 10_000 ? {} : { notation: 'compact' }),
      number: (value) => this.i18n.number(value),
    };
  }

  /** "Attempts per 10 s": the heading of the chart for the width of its bars. */
  heading(buckets: Buckets): string {
    const seconds = buckets.bucketMs / 1_000;
    if (seconds < 60) return this.texts.plural('desk.chart.perSeconds', seconds);
    if (seconds < 3_600) return this.texts.of('desk.chart.perMinutes', { count: seconds / 60 });
    if (seconds < 86_400) return this.texts.of('desk.chart.perHours', { count: seconds / 3_600 });
    return this.texts.of('desk.chart.perDay');
  }
}
