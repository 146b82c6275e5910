import type { Timeline, TimelineBucket, TimelineQuery } from '@classy-book/contracts/attempts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { AttemptCountsService } from './attempt-counts.service.js';
import { timelineRange } from './timeline-range.js';

/** The attempts over time, for the desk's chart. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly counts: AttemptCountsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts by bucket and outcome; buckets without attempts are there with zeros. The first and the last bucket hold
   * what lies within the range and no more.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  async read({ bucketSeconds, ...filter }: TimelineQuery): Promise<Timeline> {
    const range = timelineRange({ bucketSeconds, ...filter }, this.clock.now().getTime());
    const { from, to, bucketMs, firstSlot, slots } = range;
    const buckets = Array.from({ length: slots }, (_, index): TimelineBucket => {
      const start = new Date((firstSlot + index) * bucketMs).toISOString();
      return { start, succeeded: 0, failed: 0, blocked: 0 };
    });
    for (const { slot, outcome, count } of await this.counts.count(from, to, bucketMs, filter)) {
      const bucket = buckets[slot - firstSlot];
      if (bucket !== undefined) bucket[outcome] += count;
    }
    return {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      bucketSeconds: bucketMs / 1000,
      buckets,
    };
  }
}
