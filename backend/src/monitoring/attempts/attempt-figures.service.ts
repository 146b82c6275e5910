import type { AttemptFilter } from '@classy-book/contracts/attempts';
import { Injectable } from '@nestjs/common';
import { PatienceService } from '../patience/patience.service.js';
import { timeRange, toQuery } from './attempt-filter.js';
import type { AttemptCell } from './attempt-cell.js';
import { AttemptFiguresRepository } from './attempt-figures.repository.js';

/** Counts over the attempts as they are stored, for the figures of the desk. Times are milliseconds since the epoch. */
@Injectable()
export class AttemptFiguresService {
  constructor(
    private readonly repository: AttemptFiguresRepository,
    private readonly patience: PatienceService,
  ) {}

  /**
   * Counts the attempts with `from <= time < to` that a filter keeps, by slices of `sliceMs` from the epoch, outcome,
   * reason and method. The times of the filter itself are not looked at.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  async count(from: number, to: number, sliceMs: number, filter: AttemptFilter = {}): Promise<AttemptCell[]> {
    if (from >= to) return [];
    const { from: _from, to: _to, ...rest } = filter;
    const query = { ...toQuery(rest), ...timeRange(from, to) };
    return await this.patience.wait(async (signal) => await this.repository.countCells(query, sliceMs, signal));
  }

  /** The moment of the first attempt at or after `from`; null where there is none. */
  async firstSince(from: number): Promise<number | null> {
    const query = timeRange(from, Number.MAX_SAFE_INTEGER);
    const first = await this.patience.wait(async (signal) => await this.repository.firstFrom(query, signal));
    return first?.getTime() ?? null;
  }
}
