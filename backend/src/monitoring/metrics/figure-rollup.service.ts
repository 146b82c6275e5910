import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { AttemptFiguresService } from '../attempts/attempt-figures.service.js';
import { AttemptTally } from './attempt-tally.js';
import { bucketMs, DAY_MS } from './bucket-cover.js';
import { FigureBucketRepository } from './figure-bucket.repository.js';
import type { BucketSize, FigureBucketDocument } from './figure-bucket.schema.js';
import { EachMinute, GRACE_MS } from './each-minute.js';
import { floorMinute, HOUR_MS, MINUTE_MS } from './minutes.js';

/** How long buckets are kept: minutes for the windows of up to a day, days for years to compare. */
const KEPT_MS: Readonly<Record<BucketSize, number>> = { minute: 2 * DAY_MS, hour: 100 * DAY_MS, day: 800 * DAY_MS };
const KEPT_VALUES: Readonly<Record<BucketSize, number>> = { minute: 100, hour: 200, day: 200 };
const SMALLER = { hour: 'minute', day: 'hour' } as const;
const FIRST_RUN_MS = 3_000;
// what a process stored late, or settled for one that died, lies within this time
const OVERLAP_MS = 2 * MINUTE_MS;

/**
 * Adds the attempts up by minutes, hours and days, with who tried most and from where, so that the figures of months are
 * read from a few documents. It goes on where it ended, also after a crash; the result is the same whoever does it and
 * however often, so every process does it.
 */
@Injectable()
export class FigureRollupService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly eachMinute: EachMinute;
  private doneUpTo: number | null = null;

  constructor(
    private readonly buckets: FigureBucketRepository,
    private readonly attempts: AttemptFiguresService,
    private readonly clock: Clock,
  ) {
    this.eachMinute = new EachMinute(
      new Logger(FigureRollupService.name),
      () => clock.now().getTime(),
      600,
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

  /** The moment up to which all minutes are added up; null as long as that is not known. */
  get closedUpTo(): number | null {
    return this.doneUpTo;
  }

  /**
   * Adds up everything that is over and not added up yet.
   * @throws the driver's error when the database is away; the next run goes on where this one ended
   */
  async rollUp(): Promise<void> {
    const end = floorMinute(this.clock.now().getTime() - GRACE_MS);
    const start = this.doneUpTo === null ? await this.resumeAt() : this.doneUpTo - OVERLAP_MS;
    await this.addUp(start, end);
    if (!this.eachMinute.stopped) this.doneUpTo = end;
  }

  /**
   * Adds up all attempts that are kept anew, in place of what was added up before; older figures stay. The oldest day is
   * left as it is, as some of its attempts may be gone.
   * @param progress is told of each hour that is done
   * @returns the number of attempts
   */
  async rebuild(progress: (hour: Date, attempts: number) => void): Promise<number> {
    const end = floorMinute(this.clock.now().getTime() - GRACE_MS);
    const oldest = await this.attempts.firstSince(0);
    if (oldest === null) return 0;
    const wholeDay = Math.ceil(oldest / DAY_MS) * DAY_MS;
    return await this.addUp(wholeDay < end ? wholeDay : Math.floor(oldest / HOUR_MS) * HOUR_MS, end, progress);
  }

  private async resumeAt(): Promise<number> {
    const newest = await this.buckets.newest('minute');
    if (newest !== null) return Math.floor(newest.getTime() / HOUR_MS) * HOUR_MS;
    const oldest = await this.attempts.firstSince(0);
    return oldest === null ? floorMinute(this.clock.now().getTime()) : Math.floor(oldest / HOUR_MS) * HOUR_MS;
  }

  private async addUp(start: number, end: number, progress?: (hour: Date, attempts: number) => void): Promise<number> {
    let counted = 0;
    for (let from = start; from < end && !this.eachMinute.stopped;) {
      const hour = Math.floor(from / HOUR_MS) * HOUR_MS;
      const to = Math.min(hour + HOUR_MS, end);
      const attempts = await this.addMinutes(from, to);
      counted += attempts;
      if (to === hour + HOUR_MS) await this.merge('hour', hour);
      if (to % DAY_MS === 0) await this.merge('day', to - DAY_MS);
      progress?.(new Date(hour), attempts);
      from = await this.skipGap(to, end);
    }
    return counted;
  }

  // weeks without an attempt are not walked through hour by hour; the day in which they begin is closed first
  private async skipGap(from: number, end: number): Promise<number> {
    if (from % HOUR_MS !== 0 || from + DAY_MS >= end) return from;
    const next = (await this.attempts.firstSince(from)) ?? end;
    if (next < from + DAY_MS) return from;
    if (from % DAY_MS !== 0) await this.merge('day', Math.floor(from / DAY_MS) * DAY_MS);
    return Math.floor(Math.min(next, end) / HOUR_MS) * HOUR_MS;
  }

  // the attempts come in their order, so one minute is held at a time, however many an attack has in an hour
  private async addMinutes(from: number, to: number): Promise<number> {
    const buckets: FigureBucketDocument[] = [];
    let current = { minute: from, tally: new AttemptTally() };
    let counted = 0;
    const close = (): void => {
      if (!current.tally.empty) buckets.push(this.bucketOf('minute', current.minute, current.tally));
    };
    for await (const page of this.attempts.read(from, to)) {
      counted += page.length;
      for (const attempt of page) {
        const minute = floorMinute(attempt.at);
        if (minute !== current.minute) {
          close();
          current = { minute, tally: new AttemptTally() };
        }
        current.tally.add(attempt);
      }
    }
    close();
    await this.buckets.replace(buckets);
    return counted;
  }

  private async merge(size: 'hour' | 'day', start: number): Promise<void> {
    const tally = new AttemptTally();
    for (const { cells, tops } of await this.buckets.read(SMALLER[size], start, start + bucketMs[size])) {
      for (const cell of cells) tally.addCell(cell);
      tally.addTops(tops);
    }
    if (!tally.empty) await this.buckets.replace([this.bucketOf(size, start, tally)]);
  }

  private bucketOf(size: BucketSize, start: number, tally: AttemptTally): FigureBucketDocument {
    const { cells } = tally;
    // minutes of long ago are there for as long as it takes to make their hour of them
    const expiresAt = new Date(Math.max(start + KEPT_MS[size], this.clock.now().getTime() + HOUR_MS));
    return {
      _id: `${size} ${new Date(start).toISOString()}`,
      ...{ size, start: new Date(start), cells, tops: tally.tops(KEPT_VALUES[size]), expiresAt },
    };
  }
}
