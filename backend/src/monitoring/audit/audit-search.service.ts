import type { AuditActions, AuditDetail, AuditEntry, AuditListQuery } from '@classy-book/contracts/audit';
import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { toWindow } from '../attempts/attempt-filter.js';
import { behindCursor, growingWindows, type IdWindow } from '../attempts/id-window.js';
import { keepsMany, toAuditQuery, withinWindow } from './audit-filter.js';
import type { AuditDocument } from './audit-log.schema.js';
import { toDetail, toEntry } from './audit-log.mapper.js';
import { AuditReadsService } from './audit-reads.service.js';
import { CHAIN_STARTED } from './audit-record.js';
import { AuditSearchRepository } from './audit-search.repository.js';

const NEAREST = 5_000;
const SAME_REQUEST = 20;

/** The audit log as those see it who may read it; each reading is on record before it is answered. */
@Injectable()
export class AuditSearchService {
  constructor(
    private readonly repository: AuditSearchRepository,
    private readonly reads: AuditReadsService,
    private readonly events: EventBus,
  ) {}

  /** Every action that can be on record, in the order of the alphabet. */
  actions(): AuditActions {
    return { actions: [CHAIN_STARTED, ...this.events.recordedNames()].sort() };
  }

  /**
   * One page of the records that a filter keeps. The cursor is the id of the last one of the page before.
   * @throws AppError VALIDATION_FAILED, SERVICE_UNAVAILABLE where the reading could not be recorded
   */
  async list({ sort, cursor, limit, ...filter }: AuditListQuery, caller: Caller): Promise<Page<AuditEntry>> {
    const direction = sort === 'timestamp' ? 1 : -1;
    const query = toAuditQuery(filter, this.actions().actions);
    const window = behindCursor(toWindow(filter), cursor, direction);
    await this.reads.note(filter, caller);
    const pieces = keepsMany(filter) ? await this.cut(window, direction) : [window];
    const found: AuditDocument[] = [];
    for (const piece of pieces) {
      if (found.length > limit) break;
      found.push(...(await this.repository.page(withinWindow(query, piece), direction, limit + 1 - found.length)));
    }
    return Page.from(found.map(toEntry), limit, ({ id }) => id);
  }

  /**
   * One record with its place in the chain, what it changed, and what else the same request did.
   * @throws AppError NOT_FOUND, SERVICE_UNAVAILABLE where the reading could not be recorded
   */
  async find(id: string, caller: Caller): Promise<AuditDetail> {
    const found = await this.repository.findById(id);
    if (found === null)
      throw new AppError('NOT_FOUND', 'There is no such record. It may have been dropped by its age.');
    await this.reads.note({ id }, caller);
    const { requestId } = found;
    const same = requestId === '' ? [] : await this.repository.findByRequest(requestId, SAME_REQUEST + 1);
    return toDetail(found, same.filter(({ _id }) => !_id.equals(found._id)).slice(0, SAME_REQUEST));
  }

  // the nearest records are looked through first, then ten times as many: some engines would sort half of the log
  private async cut(window: IdWindow, direction: 1 | -1): Promise<readonly IdWindow[]> {
    const everything = withinWindow({}, window);
    const edge = await this.repository.findIdAt(everything, direction, NEAREST);
    const first = edge === null ? null : await this.repository.findIdAt(everything, direction, 0);
    return edge === null || first === null ? [window] : growingWindows(window, first, edge, direction);
  }
}
