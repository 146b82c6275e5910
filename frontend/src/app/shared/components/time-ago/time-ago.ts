import { Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { FullTimePipe } from '../../texts/format-pipes';
import { relativeTime } from './relative-time';

/** How long ago a moment was, short ("3 s", "4 min"), with the full time on hover. Texts: scope `desk`. */
@Component({
  selector: 'app-time-ago',
  imports: [FullTimePipe, TranslocoPipe],
  template: `<time [attr.datetime]="at()" [title]="at() | fullTime">{{
    'desk.ago.' + distance().unit | transloco: { count: distance().count }
  }}</time>`,
  styles: `
    time {
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class TimeAgo {
  /** ISO 8601. */
  readonly at = input.required<string>();
  /** The clock to measure against, in milliseconds since the epoch. */
  readonly now = input.required<number>();
  protected readonly distance = computed(() => relativeTime(this.now() - Date.parse(this.at())), {
    equal: (one, other) => one.unit === other.unit && one.count === other.count,
  });
}
