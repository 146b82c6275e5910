import { Component, computed, inject, input } from '@angular/core';
import { I18nService } from '../../core/services/i18n';
import { ServerClock } from '../../core/services/server-clock';
import { Ticker } from '../../core/services/ticker';

const SECOND = 1_000;
const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, length: number])[] = [
  ['day', 86_400 * SECOND],
  ['hour', 3_600 * SECOND],
  ['minute', 60 * SECOND],
];

/** A moment in words, "3 min ago" or "in 2 days", and as a date from a month on; the full time on hover. */
@Component({
  selector: 'app-when',
  template: `<time [attr.datetime]="at()" [title]="i18n.dateTime(at())">{{ text() }}</time>`,
})
export class When {
  private readonly clock = inject(ServerClock);
  private readonly ticker = inject(Ticker);
  protected readonly i18n = inject(I18nService);

  /** ISO 8601. */
  readonly at = input.required<string>();
  protected readonly text = computed(() => {
    this.ticker.beat();
    const distance = Date.parse(this.at()) - this.clock.now();
    const unit = units.find(([, length]) => Math.abs(distance) >= length);
    if (unit?.[0] === 'day' && Math.abs(distance) >= 30 * unit[1]) return this.i18n.date(this.at());
    return unit ? this.i18n.relative(Math.trunc(distance / unit[1]), unit[0]) : this.i18n.relative(0, 'minute');
  });
}
