import {
  type FigureDimension,
  figureDimensions,
  type Figures,
  type FigureWindow,
  figureWindows,
  type OutcomeCounts,
  type TopEntry,
} from '@classy-book/contracts/figures';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { AttemptFiguresService } from '../attempts/attempt-figures.service.js';
import type { MinuteCell } from './attempt-minute.schema.js';
import { AttemptTally } from './attempt-tally.js';
import { bucketMs, type CoverPiece, coverWithBuckets, DAY_MS } from './bucket-cover.js';
import { FigureBucketRepository } from './figure-bucket.repository.js';
import type { BucketSize } from './figure-bucket.schema.js';
import { FigureRollupService } from './figure-rollup.service.js';
import { floorMinute, HOUR_MS, MINUTE_MS } from './minutes.js';
import { Remembered } from './remembered.js';

interface WindowPlan {
  readonly lengthMs: number;
  readonly slotMs: number;
  /** The window begins at a multiple of this, as smaller buckets of that time may be gone. */
  readonly alignMs: number;
  readonly freshMs: number;
}

const plan = (lengthMs: number, slotMs: number, alignMs: number, freshMs: number): WindowPlan => ({
  ...{ lengthMs, slotMs, alignMs, freshMs },
});

const PLANS: Readonly<Record<FigureWindow, WindowPlan>> = {
  '15m': plan(15 * MINUTE_MS, MINUTE_MS, MINUTE_MS, 5_000),
  '1h': plan(HOUR_MS, MINUTE_MS, MINUTE_MS, 5_000),
  '6h': plan(6 * HOUR_MS, 5 * MINUTE_MS, 5 * MINUTE_MS, 10_000),
  '24h': plan(DAY_MS, 15 * MINUTE_MS, 15 * MINUTE_MS, 10_000),
  '7d': plan(7 * DAY_MS, HOUR_MS, HOUR_MS, 30_000),
  '30d': plan(30 * DAY_MS, 6 * HOUR_MS, 6 * HOUR_MS, 60_000),
  '90d': plan(90 * DAY_MS, DAY_MS, DAY_MS, 60_000),
  '365d': plan(365 * DAY_MS, DAY_MS, DAY_MS, 60_000),
};
const TOP = 10;

interface Slice {
  readonly start: number;
  readonly cells: readonly MinuteCell[];
}

/** The figures of a window of time, from what was added up and from the attempts of the running minute. */
@Injectable()
export class FiguresService {
  private readonly remembered: ReadonlyMap<FigureWindow, Remembered<Figures>>;

  constructor(
    private readonly buckets: FigureBucketRepository,
    private readonly rollup: FigureRollupService,
    private readonly attempts: AttemptFiguresService,
    private readonly clock: Clock,
  ) {
    const now = (): number => this.clock.now().getTime();
    this.remembered = new Map(
      figureWindows.map((window) => [
        window,
        new Remembered(PLANS[window].freshMs, now, async () => await this.measure(window)),
      ]),
    );
  }

  /**
   * The figures of a window that ends now; all who ask within some seconds share one answer.
   * @throws the driver's error when the database is away
   */
  async read(window: FigureWindow): Promise<Figures> {
    return await (this.remembered.get(window)?.get() ?? this.measure(window));
  }

  private async measure(window: FigureWindow): Promise<Figures> {
    const { lengthMs, slotMs, alignMs } = PLANS[window];
    const to = this.clock.now().getTime();
    const from = Math.ceil((to - lengthMs) / alignMs) * alignMs;
    const closed = Math.max(from, Math.min(this.rollup.closedUpTo ?? from, floorMinute(to)));
    const [slices, before, tally, running] = await Promise.all([
      this.readSlices(from, closed, sizeOf(slotMs)),
      this.readSlices(from - lengthMs, Math.floor((to - lengthMs) / alignMs) * alignMs, 'day'),
      this.tallyTops(from, closed),
      this.tallyRunning(closed, to),
    ]);
    for (const { cells } of slices) for (const cell of cells) tally.addCell(cell);
    const previous = countsOf(before.flatMap(({ cells }) => cells));
    const all = [...slices, ...running.slices];
    for (const { cells } of running.slices) for (const cell of cells) tally.addCell(cell);
    tally.addTops(running.tally.tops(Infinity));
    const totals = countsOf(tally.cells);
    return {
      window,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      totals,
      previous: before.length === 0 ? null : previous,
      successRate: rateOf(totals),
      previousSuccessRate: rateOf(previous),
      bucketSeconds: slotMs / 1000,
      timeline: timelineOf(all, from, to, slotMs),
      reasons: countBy(tally.cells, (cell) => cell.reason),
      methods: countBy(tally.cells, (cell) => cell.method),
      tops: topsOf(tally),
    };
  }

  // slots of the chart are filled by buckets that are not longer than they are
  private async readSlices(from: number, to: number, largest: BucketSize): Promise<Slice[]> {
    const pieces = coverWithBuckets(from, to, largest);
    const read = await Promise.all(
      pieces.map(async (piece) => await this.buckets.readCells(piece.size, piece.from, piece.to)),
    );
    return read.flat().map(({ start, cells }) => ({ start: start.getTime(), cells }));
  }

  private async tallyTops(from: number, to: number): Promise<AttemptTally> {
    const tally = new AttemptTally();
    const readPiece = async ({ size, from: first, to: last }: CoverPiece): Promise<void> => {
      for (const { tops } of await this.buckets.read(size, first, last)) tally.addTops(tops);
    };
    await Promise.all(coverWithBuckets(from, to).map(readPiece));
    return tally;
  }

  private async tallyRunning(
    from: number,
    to: number,
  ): Promise<{ readonly tally: AttemptTally; readonly slices: Slice[] }> {
    const tally = new AttemptTally();
    const minutes = new Map<number, AttemptTally>();
    for await (const page of this.attempts.read(from, to)) {
      for (const attempt of page) {
        const minute = floorMinute(attempt.at);
        const ofMinute = minutes.get(minute) ?? new AttemptTally();
        minutes.set(minute, ofMinute);
        ofMinute.add(attempt);
        tally.add(attempt);
      }
    }
    return { tally, slices: [...minutes].map(([start, { cells }]) => ({ start, cells })) };
  }
}

function sizeOf(widthMs: number): BucketSize {
  if (widthMs % bucketMs.day === 0) return 'day';
  return widthMs % bucketMs.hour === 0 ? 'hour' : 'minute';
}

function countsOf(cells: readonly MinuteCell[]): OutcomeCounts {
  const counts = { succeeded: 0, failed: 0, blocked: 0 };
  for (const { outcome, count } of cells) counts[outcome] += count;
  return counts;
}

function rateOf({ succeeded, failed, blocked }: OutcomeCounts): number | null {
  const all = succeeded + failed + blocked;
  return all === 0 ? null : succeeded / all;
}

function timelineOf(slices: readonly Slice[], from: number, to: number, slotMs: number): Figures['timeline'] {
  const first = Math.floor(from / slotMs);
  const slots = Math.floor((to - 1) / slotMs) - first + 1;
  const timeline = Array.from({ length: slots }, (_, index) => ({
    ...{ start: new Date((first + index) * slotMs).toISOString(), succeeded: 0, failed: 0, blocked: 0 },
  }));
  for (const { start, cells } of slices) {
    const bucket = timeline[Math.floor(start / slotMs) - first];
    if (bucket === undefined) continue;
    for (const { outcome, count } of cells) bucket[outcome] += count;
  }
  return timeline;
}

function countBy(cells: readonly MinuteCell[], pick: (cell: MinuteCell) => string | null): Figures['reasons'] {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const value = pick(cell);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + cell.count);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

function topsOf(tally: AttemptTally): Record<FigureDimension, TopEntry[]> {
  const tops = tally.tops(TOP);
  return Object.fromEntries(figureDimensions.map((dimension) => [dimension, [...tops[dimension]]])) as Record<
    FigureDimension,
    TopEntry[]
  >;
}
