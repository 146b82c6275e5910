import type { BlockedIpListQuery, BlockExportQuery, BlockRecord } from '@classy-book/contracts/blocking';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type Export, FileExports } from '../../common/exports/file-exports.js';
import { Page } from '../../common/response/page.js';
import { writeBlockCursor } from './block-cursor.js';
import { BlockListRepository } from './block-list.repository.js';
import { type BlockQuery, toBlockQuery } from './block-query.js';
import { readRange } from './blockable-range.js';
import { toBlockRecord } from './blocked-address.mapper.js';

const COLUMNS = [
  'range',
  'reason',
  'source',
  'attempts',
  'permanent',
  'blockedUntil',
  'createdBy',
  'createdAt',
  'hits',
  'lastHitAt',
  'endedAt',
  'ending',
  'endedBy',
] as const;
const EXPORT_PAGE = 1_000;

/** The list of blocks in force and of those that were, and its exports. */
@Injectable()
export class BlockListService {
  private readonly exports = new FileExports(new Logger(BlockListService.name));

  constructor(
    private readonly blocks: BlockListRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * One page.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  async list(query: BlockedIpListQuery): Promise<Page<BlockRecord>> {
    const { sort, limit, cursor } = query;
    const found = await this.blocks.findPage(queryOf(query), sort, limit + 1, cursor);
    const { items, pagination } = Page.from(found, limit, (block) => writeBlockCursor(sort, block));
    return new Page(items.map(toBlockRecord), pagination);
  }

  /**
   * Begins an export, newest blocks first: CSV, JSON lines, or text with one CIDR in a line. The audit log says who took how many.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY, RATE_LIMITED where three exports run already
   */
  async export({ format, ...filter }: BlockExportQuery, { actor, origin }: Acting): Promise<Export> {
    const plan = {
      name: 'blocked-addresses',
      columns: COLUMNS,
      pages: this.pagesOf(queryOf(filter)),
      toCells: (block: BlockRecord) => COLUMNS.map((column) => block[column]),
      toText: ({ range }: BlockRecord) => range,
      record: async (rows: number) => {
        await this.events.publish('records.exported', { resource: 'blocked_ips', filter, rows, actor, origin });
      },
    };
    return await this.exports.start(plan, this.clock.now(), format);
  }

  private async *pagesOf(query: BlockQuery): AsyncGenerator<readonly BlockRecord[]> {
    let cursor: string | undefined;
    for (;;) {
      const page = await this.blocks.findPage(query, 'newest', EXPORT_PAGE, cursor);
      yield page.map(toBlockRecord);
      const last = page.at(-1);
      if (last === undefined || page.length < EXPORT_PAGE) return;
      cursor = writeBlockCursor('newest', last);
    }
  }
}

function queryOf(filter: Omit<BlockExportQuery, 'format'>): BlockQuery {
  return toBlockQuery(filter, filter.address === undefined ? null : readRange(filter.address));
}
