import type { AttemptListQuery, EntitySummary, LoginAttempt } from '@classy-book/contracts/attempts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { Page } from '../../common/response/page.js';
import { PatienceService } from '../patience/patience.service.js';
import { addressQuery, mayKeepMany, readAddressOrRange, toQuery, toWindow, within } from './attempt-filter.js';
import { AttemptFiguresRepository } from './attempt-figures.repository.js';
import { behindCursor, growingWindows, type IdWindow, windowOf } from './id-window.js';
import { toLoginAttempt } from './login-attempt.mapper.js';
import { type AttemptQuery, LoginAttemptRepository } from './login-attempt.repository.js';
import type { LoginAttemptDocument } from './login-attempt.schema.js';

const HALF_HOUR_MS = 1_800_000;
const HALF_HOURS = 48;
const TOP = 10;
const NEAREST = 5_000;

/** The attempts as the consoles read them: lists, and the last day of an address or an account. */
@Injectable()
export class AttemptsService {
  constructor(
    private readonly repository: LoginAttemptRepository,
    private readonly figures: AttemptFiguresRepository,
    private readonly patience: PatienceService,
    private readonly clock: Clock,
  ) {}

  /**
   * One page of the attempts that a filter keeps. The cursor is the id of the last one of the page before, so that
   * attempts which arrive meanwhile neither shift nor repeat anything.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  async list({ sort, cursor, limit, ...filter }: AttemptListQuery): Promise<Page<LoginAttempt>> {
    const direction = sort === 'timestamp' ? 1 : -1;
    const window = behindCursor(toWindow(filter), cursor, direction);
    const query = toQuery(filter);
    const pieces = mayKeepMany(filter) ? await this.cut(window, direction) : [window];
    const found: LoginAttemptDocument[] = [];
    for (const piece of pieces) {
      if (found.length > limit) break;
      found.push(...(await this.repository.page(within(query, piece), direction, limit + 1 - found.length)));
    }
    return Page.from(found.map(toLoginAttempt), limit, ({ id }) => id);
  }

  // A filter that keeps half of a million attempts has its page among the next few thousand, and some engines would sort
  // the half of the million to find it: so the nearest attempts are looked through first, then ten times as many.
  private async cut(window: IdWindow, direction: 1 | -1): Promise<readonly IdWindow[]> {
    const everything = within({}, window);
    const edge = await this.repository.findIdAt(everything, direction, NEAREST);
    const first = edge === null ? null : await this.repository.findIdAt(everything, direction, 0);
    return edge === null || first === null ? [window] : growingWindows(window, first, edge, direction);
  }

  /**
   * The last 24 hours of an address or a range, with the accounts that were tried most from there.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  async summariseAddress(address: string): Promise<EntitySummary> {
    return await this.summarise(addressQuery(readAddressOrRange(address)), 'email');
  }

  /** The last 24 hours of an account, which need not exist, with the addresses that tried it most. */
  async summariseAccount(email: string): Promise<EntitySummary> {
    return await this.summarise({ email }, 'ipAddress');
  }

  private async summarise(entity: AttemptQuery, other: 'email' | 'ipAddress'): Promise<EntitySummary> {
    const end = Math.floor(this.clock.now().getTime() / HALF_HOUR_MS) + 1;
    const start = end - HALF_HOURS;
    const query = within(entity, windowOf(start * HALF_HOUR_MS, end * HALF_HOUR_MS));
    const [cells, distribution, extent] = await this.patience.wait(
      async (signal) =>
        await Promise.all([
          this.figures.countCells(query, HALF_HOUR_MS, signal),
          this.figures.distribution(query, other, TOP, signal),
          this.figures.extent(query, signal),
        ]),
    );
    const series = Array<number>(HALF_HOURS).fill(0);
    const totals = { succeeded: 0, failed: 0, blocked: 0 };
    for (const { slot, outcome, count } of cells) {
      totals[outcome] += count;
      series[slot - start] = (series[slot - start] ?? 0) + count;
    }
    return {
      total: totals.succeeded + totals.failed + totals.blocked,
      ...totals,
      distinct: distribution.distinct,
      firstSeen: extent?.first.toISOString() ?? null,
      lastSeen: extent?.last.toISOString() ?? null,
      series,
      top: [...distribution.top],
    };
  }
}
