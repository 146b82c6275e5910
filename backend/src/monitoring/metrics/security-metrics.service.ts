import type { SecurityMetrics } from '@classy-book/contracts/metrics';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { AttemptCell } from '../attempts/attempt-cell.js';
import { RecorderService } from '../recorder/recorder.service.js';
import { AttemptCountsService } from './attempt-counts.service.js';
import { DeskStateService } from './desk-state.service.js';
import { type DayFigures, dayFigures, dayWindow } from './day-window.js';
import { MINUTE_MS } from './minutes.js';
import { Remembered } from './remembered.js';

const FRESH_MS = 1_500;
const HISTORY_MS = 60_000;
// a closed minute is stored within seconds; what is younger is counted anew
const SETTLED_MS = 3 * MINUTE_MS;

/** The figures of the desk. All consoles share one answer for a moment, however many they are. */
@Injectable()
export class SecurityMetricsService {
  private readonly current: Remembered<SecurityMetrics>;
  private readonly settled: Remembered<{ readonly upTo: number; readonly cells: readonly AttemptCell[] }>;

  constructor(
    private readonly counts: AttemptCountsService,
    private readonly state: DeskStateService,
    private readonly recorder: RecorderService,
    private readonly clock: Clock,
  ) {
    const now = (): number => this.clock.now().getTime();
    this.current = new Remembered(FRESH_MS, now, async () => await this.measure());
    this.settled = new Remembered(HISTORY_MS, now, async () => await this.countSettled());
  }

  /**
   * The figures, at most one and a half seconds old.
   * @throws the driver's error when the database is away
   */
  async read(): Promise<SecurityMetrics> {
    return await this.current.get();
  }

  private async measure(): Promise<SecurityMetrics> {
    const [attempts, state] = await Promise.all([this.countAttempts(), this.state.read()]);
    return {
      generatedAt: this.clock.now().toISOString(),
      signIns: attempts.succeeded,
      failedAttempts: attempts.failed,
      blockedAttempts: attempts.blocked,
      ...state,
      eventsPerSecond: this.recorder.eventsPerSecond(),
    };
  }

  private async countAttempts(): Promise<DayFigures> {
    const { upTo, cells } = await this.settled.get();
    const { to } = dayWindow(this.clock.now().getTime());
    const recent = await this.counts.count(upTo, to, MINUTE_MS);
    return dayFigures([...cells, ...recent], to);
  }

  private async countSettled(): Promise<{ readonly upTo: number; readonly cells: readonly AttemptCell[] }> {
    const { from, to } = dayWindow(this.clock.now().getTime());
    const upTo = to - SETTLED_MS;
    return { upTo, cells: await this.counts.count(from, upTo, MINUTE_MS) };
  }
}
