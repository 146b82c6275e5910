import type { AttemptFilter } from '@classy-book/contracts/attempts';
import { Injectable } from '@nestjs/common';
import type { AttemptCell } from '../attempts/attempt-cell.js';
import { AttemptFiguresService } from '../attempts/attempt-figures.service.js';
import { PatienceService } from '../patience/patience.service.js';
import { AttemptMinuteRepository } from './attempt-minute.repository.js';
import { MinuteRollupService } from './minute-rollup.service.js';
import { ceilMinute, floorMinute, MINUTE_MS } from './minutes.js';

/** Counts over any range of time: from stored minutes where they can answer, from the attempts themselves elsewhere. */
@Injectable()
export class AttemptCountsService {
  constructor(
    private readonly minutes: AttemptMinuteRepository,
    private readonly rollup: MinuteRollupService,
    private readonly figures: AttemptFiguresService,
    private readonly patience: PatienceService,
  ) {}

  /**
   * Counts the attempts with `from <= time < to` that a filter keeps, by slices of `sliceMs` from the epoch and by kind.
   * A slice can come in two parts. The times of the filter itself are not looked at.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  async count(from: number, to: number, sliceMs: number, filter: AttemptFilter = {}): Promise<AttemptCell[]> {
    const firstMinute = ceilMinute(from);
    const lastMinute = Math.min(floorMinute(to), this.rollup.closedUpTo ?? 0);
    // a minute does not know the accounts, addresses and countries of its attempts, nor its seconds
    const { email, address, country } = filter;
    const countedByMinute = email === undefined && address === undefined && country === undefined;
    const byMinutes = sliceMs % MINUTE_MS === 0 && countedByMinute;
    if (!byMinutes || firstMinute >= lastMinute) return await this.figures.count(from, to, sliceMs, filter);
    const [head, body, tail] = await Promise.all([
      this.figures.count(from, firstMinute, sliceMs, filter),
      this.sumMinutes(firstMinute, lastMinute, sliceMs),
      this.figures.count(lastMinute, to, sliceMs, filter),
    ]);
    return [...head, ...body.filter((cell) => keeps(filter, cell)), ...tail];
  }

  private async sumMinutes(from: number, to: number, sliceMs: number): Promise<AttemptCell[]> {
    return await this.patience.wait(
      async (signal) => await this.minutes.sumCells(new Date(from), new Date(to), sliceMs, signal),
    );
  }
}

function keeps({ outcome, reason, method }: AttemptFilter, cell: AttemptCell): boolean {
  return allows(outcome, cell.outcome) && allows(method, cell.method) && allows(reason, cell.reason);
}

function allows(wanted: readonly string[] | undefined, value: string | null): boolean {
  return wanted === undefined || wanted.length === 0 || (value !== null && wanted.includes(value));
}
