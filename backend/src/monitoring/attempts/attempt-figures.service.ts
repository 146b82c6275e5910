import type { AttemptFilter } from '@classy-book/contracts/attempts';
import { Injectable } from '@nestjs/common';
import { PatienceService } from '../patience/patience.service.js';
import { toQuery, within } from './attempt-filter.js';
import { windowOf } from './id-window.js';
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
    const query = within(toQuery(filter), windowOf(from, to));
    return await this.patience.wait(async (signal) => await this.repository.countCells(query, sliceMs, signal));
  }

  /** The moment of the first attempt at or after `from`; null where there is none. */
  async firstSince(from: number): Promise<number | null> {
    const query = within({}, windowOf(from, undefined));
    const first = await this.patience.wait(async (signal) => await this.repository.firstFrom(query, signal));
    return first?.getTime() ?? null;
  }
}
