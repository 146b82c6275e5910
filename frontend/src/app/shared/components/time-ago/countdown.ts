import { Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { FullTimePipe } from '../../texts/format-pipes';
import { clockText } from './relative-time';

/** What is left until a moment, as a running clock, with the full time on hover. Texts: scope `desk`. */
@Component({
  selector: 'app-countdown',
  imports: [FullTimePipe, TranslocoPipe],
  template: `<time [attr.datetime]="until()" [title]="until() | fullTime">
    @if (left().days > 0) {
      {{ 'desk.daysLeft' | transloco: left() }}
    } @else {
      {{ left().clock }}
    }
  </time>`,
  styles: `
    time {
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class Countdown {
  /** ISO 8601. */
  readonly until = input.required<string>();
  /** The clock to measure against, in milliseconds since the epoch. */
  readonly now = input.required<number>();
  protected readonly left = computed(() => clockText(Date.parse(this.until()) - this.now()), {
    equal: (one, other) => one.days === other.days && one.clock === other.clock,
  });
}
