import type { AuditEntry, AuditExportQuery, AuditFilter } from '@classy-book/contracts/audit';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type Export, FileExports } from '../../common/exports/file-exports.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { toWindow } from '../attempts/attempt-filter.js';
import { behindCursor, type IdWindow } from '../attempts/id-window.js';
import { PatienceService } from '../patience/patience.service.js';
import { type AuditQuery, keepsMany, toAuditQuery, withinWindow } from './audit-filter.js';
import type { AuditDocument } from './audit-log.schema.js';
import { toEntry } from './audit-log.mapper.js';
import { AuditSearchRepository } from './audit-search.repository.js';

const COLUMNS = [
  'id',
  'timestamp',
  'action',
  'actor',
  'actorKind',
  'actorId',
  'resourceType',
  'resourceId',
  'ipAddress',
  'requestId',
  'details',
  'writer',
  'seq',
  'prevHash',
  'hash',
] as const;
const PAGE = 1_000;
const PIECE = 5_000;

/** Exports of the audit log, which are on record in it. */
@Injectable()
export class AuditExportService {
  private readonly exports = new FileExports(new Logger(AuditExportService.name));

  constructor(
    private readonly repository: AuditSearchRepository,
    private readonly patience: PatienceService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins an export, newest records first, as CSV or JSON lines; the places in the chains are in it. It ends early when
   * its stream is destroyed; either way the log says who took how many rows.
   * @throws AppError VALIDATION_FAILED, RATE_LIMITED where three exports run already, and the driver's error when the
   *   database is away
   */
  async start({ format, ...filter }: AuditExportQuery, { actor, origin }: Caller): Promise<Export> {
    const plan = {
      name: 'audit-log',
      columns: COLUMNS,
      pages: this.pages(filter),
      toCells,
      toJson: (document: AuditDocument) => ({ ...toEntry(document), chain: document.chain }),
      record: async (rows: number) => {
        await this.events.publish('records.exported', { resource: 'audit_logs', filter, rows, actor, origin });
      },
    };
    return await this.exports.start(plan, this.clock.now(), format);
  }

  private pages(filter: AuditFilter): AsyncGenerator<readonly AuditDocument[]> {
    const query = toAuditQuery(filter, this.events.recordedNames());
    const window = toWindow(filter);
    return keepsMany(filter) ? this.byPieces(query, window) : this.byPages(query, window);
  }

  // few records, or all: an index leads from one page to the next
  private async *byPages(query: AuditQuery, window: IdWindow): AsyncGenerator<readonly AuditDocument[]> {
    let rest = window;
    for (;;) {
      const page = await this.read(withinWindow(query, rest), PAGE);
      yield page;
      if (page.length < PAGE) return;
      rest = behindCursor(window, page.at(-1)?._id.toHexString(), -1);
    }
  }

  // much of everything: what is read is everything, piece by piece, and what the filter does not keep is left out
  private async *byPieces(query: AuditQuery, window: IdWindow): AsyncGenerator<readonly AuditDocument[]> {
    let rest = window;
    for (;;) {
      const edge = await this.findEdge(rest);
      yield await this.read(withinWindow(query, { ...rest, from: edge ?? rest.from }), PIECE + 1);
      if (edge === null) return;
      rest = behindCursor(window, edge, -1);
    }
  }

  private async findEdge(window: IdWindow): Promise<string | null> {
    const everything = withinWindow({}, window);
    return await this.patience.wait(async (signal) => await this.repository.findIdAt(everything, -1, PIECE, signal));
  }

  private async read(query: AuditQuery, limit: number): Promise<readonly AuditDocument[]> {
    return await this.patience.wait(async (signal) => await this.repository.exportPage(query, limit, signal));
  }
}

function toCells(document: AuditDocument): (string | number | null)[] {
  const { actor, details, ...entry }: AuditEntry = toEntry(document);
  const cells = {
    ...entry,
    ...document.chain,
    actor: actor.name,
    actorKind: actor.kind,
    actorId: actor.userId,
    details: JSON.stringify(details),
  };
  return COLUMNS.map((column) => cells[column]);
}
