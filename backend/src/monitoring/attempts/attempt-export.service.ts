import { Readable } from 'node:stream';
import type { AttemptFilter, LoginAttempt } from '@classy-book/contracts/attempts';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { PatienceService } from '../patience/patience.service.js';
import { toQuery, withCursor } from './attempt-filter.js';
import { csvLine } from './csv.js';
import { toLoginAttempt } from './login-attempt.mapper.js';
import { type AttemptQuery, LoginAttemptRepository } from './login-attempt.repository.js';

/** A file on its way out. */
export interface Export {
  readonly stream: Readable;
  readonly filename: string;
}

const PAGE = 1_000;
const MAX_AT_ONCE = 3;
const COLUMNS = [
  'id',
  'timestamp',
  'email',
  'userId',
  'ipAddress',
  'outcome',
  'reason',
  'method',
  'factor',
  'device',
  'userAgent',
  'country',
  'sessionId',
  'requestId',
] as const;

/** Exports of the attempts: streamed page by page, so their size costs no memory, and recorded in the audit log. */
@Injectable()
export class AttemptExportService {
  private readonly logger = new Logger(AttemptExportService.name);
  private running = 0;

  constructor(
    private readonly repository: LoginAttemptRepository,
    private readonly patience: PatienceService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins an export, newest attempts first. It ends early when its stream is destroyed; either way the audit log says
   * who took how many rows, and a complete file is one of which the log knows.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY, RATE_LIMITED where three exports run already, and the
   *   driver's error when the database is away
   */
  async start(filter: AttemptFilter, caller: Caller): Promise<Export> {
    const query = toQuery(filter);
    if (this.running >= MAX_AT_ONCE) {
      throw new AppError('RATE_LIMITED', 'Three exports are running already. Try again when one of them has ended.', {
        retryAt: new Date(this.clock.now().getTime() + 10_000),
      });
    }
    this.running += 1;
    try {
      const first = await this.readPage(query, undefined);
      const stream = Readable.from(this.lines(query, first, filter, caller), { objectMode: false });
      stream.once('close', () => (this.running -= 1));
      const day = this.clock.now().toISOString().slice(0, 10);
      return { stream, filename: `login-attempts-${day}.csv` };
    } catch (error) {
      this.running -= 1;
      throw error;
    }
  }

  private async *lines(
    query: AttemptQuery,
    first: LoginAttempt[],
    filter: AttemptFilter,
    caller: Caller,
  ): AsyncGenerator<string> {
    const record = async (rows: number): Promise<void> => {
      const { actor, origin } = caller;
      await this.events.publish('records.exported', { resource: 'login_attempts', filter, rows, actor, origin });
    };
    let rows = 0;
    let complete = false;
    try {
      yield csvLine(COLUMNS);
      let page = first;
      while (page.length === PAGE) {
        rows += page.length;
        yield toLines(page);
        page = await this.readPage(query, page.at(-1)?.id);
      }
      rows += page.length;
      complete = true;
      // the last rows are held back until the export is on record
      await record(rows);
      yield toLines(page);
    } finally {
      if (!complete)
        await record(rows).catch((error: unknown) => {
          this.notRecorded(error);
        });
    }
  }

  private async readPage(query: AttemptQuery, after: string | undefined): Promise<LoginAttempt[]> {
    const rest = withCursor(query, after, -1);
    const page = await this.patience.wait(async (signal) => await this.repository.exportPage(rest, PAGE, signal));
    return page.map(toLoginAttempt);
  }

  private notRecorded(error: unknown): void {
    this.logger.error({ err: error }, 'an export that was cut off could not be recorded');
  }
}

function toLines(attempts: readonly LoginAttempt[]): string {
  return attempts
    .map(({ device, ...attempt }) =>
      csvLine(COLUMNS.map((column) => (column === 'device' ? device.label : attempt[column]))),
    )
    .join('');
}
