import { Readable } from 'node:stream';
import type { AttemptFilter, LoginAttempt } from '@classy-book/contracts/attempts';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { csvLine } from './csv.js';
import { ExportPagesService } from './export-pages.service.js';

/** A file on its way out. */
export interface Export {
  readonly stream: Readable;
  readonly filename: string;
}

type Pages = AsyncGenerator<readonly LoginAttempt[]>;

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
    private readonly exportPages: ExportPagesService,
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
    const pages = this.exportPages.read(filter);
    if (this.running >= MAX_AT_ONCE) {
      throw new AppError('RATE_LIMITED', 'Three exports are running already. Try again when one of them has ended.', {
        retryAt: new Date(this.clock.now().getTime() + 10_000),
      });
    }
    this.running += 1;
    try {
      // before anything is answered, so that an outage is a refusal and not a file that breaks off
      const first = await pages.next();
      const record = async (rows: number): Promise<void> => {
        const { actor, origin } = caller;
        await this.events.publish('records.exported', { resource: 'login_attempts', filter, rows, actor, origin });
      };
      const lines = this.lines(first.done === true ? [] : first.value, pages, record);
      const stream = Readable.from(lines, { objectMode: false });
      stream.once('close', () => {
        this.running -= 1;
      });
      return { stream, filename: `login-attempts-${this.clock.now().toISOString().slice(0, 10)}.csv` };
    } catch (error) {
      this.running -= 1;
      throw error;
    }
  }

  private async *lines(
    first: readonly LoginAttempt[],
    rest: Pages,
    record: (rows: number) => Promise<void>,
  ): AsyncGenerator<string> {
    let rows = first.length;
    let held = toLines(first);
    let complete = false;
    try {
      yield csvLine(COLUMNS);
      for await (const page of rest) {
        if (held !== '') yield held;
        rows += page.length;
        held = toLines(page);
      }
      complete = true;
      // the last rows are held back until the export is on record
      await record(rows);
      if (held !== '') yield held;
    } finally {
      if (!complete) {
        await record(rows).catch((error: unknown) => {
          this.logger.error({ err: error }, 'an export that was cut off could not be recorded');
        });
      }
    }
  }
}

function toLines(attempts: readonly LoginAttempt[]): string {
  return attempts
    .map(({ device, ...attempt }) =>
      csvLine(COLUMNS.map((column) => (column === 'device' ? device.label : attempt[column]))),
    )
    .join('');
}
