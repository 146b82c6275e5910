import type { AttemptExportQuery, LoginAttempt } from '@classy-book/contracts/attempts';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type Export, FileExports } from '../../common/exports/file-exports.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { ExportPagesService } from './export-pages.service.js';

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

/** Exports of the attempts, recorded in the audit log. */
@Injectable()
export class AttemptExportService {
  private readonly exports = new FileExports(new Logger(AttemptExportService.name));

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
  async start({ format, ...filter }: AttemptExportQuery, { actor, origin }: Caller): Promise<Export> {
    const plan = {
      name: 'login-attempts',
      columns: COLUMNS,
      pages: this.exportPages.read(filter),
      toCells: ({ device, ...attempt }: LoginAttempt) =>
        COLUMNS.map((column) => (column === 'device' ? device.label : attempt[column])),
      toJson: (attempt: LoginAttempt) => attempt,
      record: async (rows: number) => {
        await this.events.publish('records.exported', { resource: 'login_attempts', filter, rows, actor, origin });
      },
    };
    return await this.exports.start(plan, this.clock.now(), format);
  }
}
