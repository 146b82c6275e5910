import { Injectable, Logger } from '@nestjs/common';
import type { Incident, IncidentExportQuery } from '@classy-book/contracts/incidents';
import { mongo } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type Export, FileExports } from '../../common/exports/file-exports.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { toIncident } from './incident.mapper.js';
import { toIncidentQuery } from './incident-query.js';
import { type IncidentQuery, IncidentRepository } from './incident.repository.js';

const COLUMNS = [
  'id',
  'number',
  'kind',
  'severity',
  'state',
  'title',
  'firstSeen',
  'lastSeen',
  'detectedAt',
  'acknowledgedAt',
  'containedAt',
  'closedAt',
] as const;
const COUNTS = ['events', 'failed', 'succeeded', 'accounts', 'addresses'] as const;
const LISTS = ['kinds', 'accountNames', 'networks', 'assignee'] as const;
const PAGE = 500;

/** Exports of the incidents, recorded in the audit log. */
@Injectable()
export class IncidentExportService {
  private readonly exports = new FileExports(new Logger(IncidentExportService.name));

  constructor(
    private readonly incidents: IncidentRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins an export, newest incidents first, as CSV or JSON lines. It ends early when its stream is destroyed; either way
   * the audit log says who took how many rows.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY, RATE_LIMITED where three exports run already, and the driver's
   *   error when the database is away
   */
  async start({ format, ...filter }: IncidentExportQuery, caller: Caller): Promise<Export> {
    const { principal, actor, origin } = caller;
    const plan = {
      name: 'incidents',
      columns: [...COLUMNS, ...COUNTS, ...LISTS],
      pages: this.pages(toIncidentQuery(filter, principal)),
      toCells,
      toJson: (incident: Incident) => incident,
      record: async (rows: number) => {
        await this.events.publish('records.exported', { resource: 'incidents', filter, rows, actor, origin });
      },
    };
    return await this.exports.start(plan, this.clock.now(), format);
  }

  private async *pages(query: IncidentQuery): AsyncGenerator<readonly Incident[]> {
    let rest: IncidentQuery = query;
    for (;;) {
      const page = await this.incidents.exportPage(rest, PAGE);
      yield page.map(toIncident);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      rest = { $and: [query, { _id: { $lt: new mongo.ObjectId(last._id) } }] };
    }
  }
}

function toCells(incident: Incident): (string | number | boolean | null)[] {
  return [
    ...COLUMNS.map((column) => incident[column]),
    ...COUNTS.map((column) => incident.counts[column]),
    incident.kinds.join(' '),
    incident.accounts.join(' '),
    incident.networks.join(' '),
    incident.assignee?.email ?? null,
  ];
}
