import type { AttemptFilter, LoginAttempt } from '@classy-book/contracts/attempts';
import { Injectable } from '@nestjs/common';
import { PatienceService } from '../patience/patience.service.js';
import { mayKeepMany, toQuery, toWindow, within } from './attempt-filter.js';
import { behindCursor, type IdWindow } from './id-window.js';
import { toLoginAttempt } from './login-attempt.mapper.js';
import { type AttemptQuery, LoginAttemptRepository } from './login-attempt.repository.js';

const PAGE = 1_000;
const PIECE = 5_000;

/** Reads all attempts that a filter keeps, newest first, a few thousand at a time. */
@Injectable()
export class ExportPagesService {
  constructor(
    private readonly repository: LoginAttemptRepository,
    private readonly patience: PatienceService,
  ) {}

  /**
   * Pages of attempts; each is read when it is asked for, and may be empty.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY at once, and the driver's error when the database goes away
   */
  read(filter: AttemptFilter): AsyncGenerator<readonly LoginAttempt[]> {
    const query = toQuery(filter);
    const window = toWindow(filter);
    return mayKeepMany(filter) ? this.readByPieces(query, window) : this.readByPages(query, window);
  }

  // few attempts, or all: an index leads from one page to the next
  private async *readByPages(query: AttemptQuery, window: IdWindow): AsyncGenerator<readonly LoginAttempt[]> {
    let rest = window;
    for (;;) {
      const page = await this.readPage(within(query, rest), PAGE);
      yield page;
      if (page.length < PAGE) return;
      rest = behindCursor(window, page.at(-1)?.id, -1);
    }
  }

  // much of everything: what is read is everything, piece by piece, and what the filter does not keep is left out
  private async *readByPieces(query: AttemptQuery, window: IdWindow): AsyncGenerator<readonly LoginAttempt[]> {
    let rest = window;
    for (;;) {
      const edge = await this.findEdge(rest);
      yield await this.readPage(within(query, { ...rest, from: edge ?? rest.from }), PIECE + 1);
      if (edge === null) return;
      rest = behindCursor(window, edge, -1);
    }
  }

  private async findEdge(window: IdWindow): Promise<string | null> {
    return await this.patience.wait(
      async (signal) => await this.repository.findIdAt(within({}, window), -1, PIECE, signal),
    );
  }

  private async readPage(query: AttemptQuery, limit: number): Promise<readonly LoginAttempt[]> {
    const page = await this.patience.wait(async (signal) => await this.repository.exportPage(query, limit, signal));
    return page.map(toLoginAttempt);
  }
}
