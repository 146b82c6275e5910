import { Injectable, Logger } from '@nestjs/common';
import type { UserFilter, UserListItem } from '@classy-book/contracts/users';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type Export, FileExports } from '../../common/exports/file-exports.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { UserListService } from './user-list.service.js';

const COLUMNS = [
  'id',
  'email',
  'firstName',
  'lastName',
  'role',
  'states',
  'lockedUntil',
  'secondFactor',
  'sessions',
  'createdAt',
  'lastSeenAt',
] as const;

/** Exports of the people of this installation, recorded in the audit log. */
@Injectable()
export class UserExportService {
  private readonly exports = new FileExports(new Logger(UserExportService.name));

  constructor(
    private readonly users: UserListService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins an export, by email. The audit log says who took how many rows.
   * @throws AppError RATE_LIMITED where three exports run already, and the driver's error when the database is away
   */
  async start(filter: UserFilter, { principal, actor, origin }: Caller): Promise<Export> {
    const plan = {
      name: 'users',
      columns: COLUMNS,
      pages: this.users.pages(filter, principal.userId),
      toCells: (user: UserListItem) =>
        COLUMNS.map((column) => (column === 'states' ? user.states.join(' ') : user[column])),
      record: async (rows: number) => {
        await this.events.publish('records.exported', { resource: 'users', filter, rows, actor, origin });
      },
    };
    return await this.exports.start(plan, this.clock.now());
  }
}
