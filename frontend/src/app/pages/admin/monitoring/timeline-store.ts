import { Service, computed, inject } from '@angular/core';
import { barSeconds, liveTimeline, type TimelineView } from '../../../shared/desk/live-timeline';
import { filterToQuery, matches, rangePresets, timeSpan } from './attempt-filter';
import { FilterStore } from './filter-store';

/** The attempts over time under the filter. */
@Service({ autoProvided: false })
export class TimelineStore {
  private readonly filters = inject(FilterStore);
  private readonly timeline = liveTimeline(
    computed<TimelineView>(() => {
      const filter = this.filters.filter();
      return {
        windowMs: typeof filter.time === 'string' ? rangePresets[filter.time] * 60_000 : null,
        wants: (attempt, now) => matches(filter, attempt, now),
        query: (now) => {
          const { from, to } = timeSpan(filter.time, now);
          const end = to ?? now;
          return {
            ...filterToQuery(filter, now),
            from: new Date(from).toISOString(),
            to: new Date(end).toISOString(),
            bucketSeconds: String(barSeconds(end - from)),
          };
        },
      };
    }),
  );

  readonly buckets = this.timeline.buckets;
  readonly failure = this.timeline.failure;

  /** Counts the live attempts until the returned function is called. */
  follow(): () => void {
    return this.timeline.follow();
  }

  reload(): void {
    this.timeline.reload();
  }
}
