import type { AttemptFilter, AttemptMethod, AttemptOutcome, AttemptReason } from '@classy-book/contracts/attempts';
import { Injectable } from '@nestjs/common';
import { PatienceService } from '../patience/patience.service.js';
import { toQuery, within } from './attempt-filter.js';
import { behindCursor, windowOf } from './id-window.js';
import type { AttemptCell } from './attempt-cell.js';
import { AttemptFiguresRepository, type CountedAttempt } from './attempt-figures.repository.js';

const PAGE = 2_000;

/** An attempt as it is added up. `country` is empty where it is not known; `at` is milliseconds since the epoch. */
export interface TalliedAttempt {
  readonly at: number;
  readonly outcome: AttemptOutcome;
  readonly reason: AttemptReason | null;
  readonly method: AttemptMethod;
  readonly account: string;
  readonly address: string;
  readonly country: string;
  readonly device: string;
}

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

  /**
   * All attempts with `from <= time < to`, oldest first, page by page, with what they are counted by.
   * @throws the driver's error when the database goes away
   */
  async *read(from: number, to: number): AsyncGenerator<readonly TalliedAttempt[]> {
    let rest = windowOf(from, to);
    for (;;) {
      const query = within({}, rest);
      const page = await this.patience.wait(async (signal) => await this.repository.pageToCount(query, PAGE, signal));
      yield page.map(toTallied);
      if (page.length < PAGE) return;
      rest = behindCursor(rest, page.at(-1)?._id.toHexString(), 1);
    }
  }

  /** The moment of the first attempt at or after `from`; null where there is none. */
  async firstSince(from: number): Promise<number | null> {
    const query = within({}, windowOf(from, undefined));
    const first = await this.patience.wait(async (signal) => await this.repository.firstFrom(query, signal));
    return first?.getTime() ?? null;
  }
}

function toTallied(attempt: CountedAttempt): TalliedAttempt {
  const { outcome, failureReason: reason, method, email: account, ipAddress: address } = attempt;
  const country = attempt.country ?? '';
  return {
    at: attempt.timestamp.getTime(),
    outcome,
    reason,
    method,
    account,
    address,
    country,
    device: attempt.deviceInfo.label,
  };
}
