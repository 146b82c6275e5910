import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { AttemptFiguresService } from '../attempts/attempt-figures.service.js';
import { AttemptMinuteRepository } from './attempt-minute.repository.js';
import { DAY_MS } from './bucket-cover.js';
import { EachMinute, GRACE_MS } from './each-minute.js';
import { floorMinute, HOUR_MS, MINUTE_MS, toMinutes } from './minutes.js';

const KEPT_DAYS = 90;
const FIRST_RUN_MS = 1_000;
// attempts that a process left half done are stored when the next one starts, before this looks at their minute again
const START_OVERLAP_MS = HOUR_MS;
const OVERLAP_MS = 2 * MINUTE_MS;

/**
 * Adds up each minute of attempts once it is over, so that the figures of a day, a week or a month are read from minutes
 * and not from millions of attempts. After a time without any process it catches up. Every process does this, and the
 * result is the same whoever does it.
 */
@Injectable()
export class MinuteRollupService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly eachMinute: EachMinute;
  private doneUpTo: number | null = null;

  constructor(
    private readonly minutes: AttemptMinuteRepository,
    private readonly figures: AttemptFiguresService,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.eachMinute = new EachMinute(
      new Logger(MinuteRollupService.name),
      () => clock.now().getTime(),
      100,
      async () => {
        await this.rollUp();
      },
    );
  }

  onApplicationBootstrap(): void {
    this.eachMinute.start(FIRST_RUN_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.eachMinute.stop();
  }

  /** The moment up to which all minutes are stored; null as long as that is not known. */
  get closedUpTo(): number | null {
    return this.doneUpTo;
  }

  /**
   * Stores all minutes that are over and not stored yet.
   * @throws the driver's error when the database is away; the next run goes on where this one ended
   */
  async rollUp(): Promise<void> {
    const now = this.clock.now().getTime();
    const end = floorMinute(now - GRACE_MS);
    const oldest = now - this.config.retention.attemptDays * DAY_MS + HOUR_MS;
    let from = Math.max(await this.startOf(), ceilToHour(oldest));
    while (from < end && !this.eachMinute.stopped) {
      const first = await this.figures.firstSince(from);
      if (first === null || first >= end) break;
      const start = floorMinute(first);
      const to = Math.min(start + HOUR_MS, end);
      const cells = await this.figures.count(start, to, MINUTE_MS);
      await this.minutes.replace(toMinutes(cells, Math.max(KEPT_DAYS, this.config.retention.attemptDays) * DAY_MS));
      from = to;
    }
    if (!this.eachMinute.stopped) this.doneUpTo = end;
  }

  private async startOf(): Promise<number> {
    if (this.doneUpTo !== null) return this.doneUpTo - OVERLAP_MS;
    const newest = await this.minutes.newest();
    return newest === null ? 0 : newest.getTime() - START_OVERLAP_MS;
  }
}

// the oldest attempts are being deleted: an hour of which some are gone is left as it was added up
function ceilToHour(ms: number): number {
  return Math.ceil(ms / HOUR_MS) * HOUR_MS;
}
