import type {
  BlockManyAnswer,
  BlockManyRequest,
  UnblockManyAnswer,
  UnblockManyRequest,
} from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import type { Acting } from '../../common/events/actor.js';
import type { AddressRange } from '../../common/network/addresses.js';
import { AppError } from '../../common/response/app-error.js';
import { AllowedRanges } from './allowed-ranges.js';
import { type BlockDraft, prefixIn128 } from './block-draft.js';
import { BlockEnforcer } from './block-enforcer.js';
import { BlockPlanner } from './block-planner.js';
import { BlockRelations } from './block-relations.js';
import { blockableRange, readRange } from './blockable-range.js';
import { BlockedRanges } from './blocked-ranges.js';
import { blockedLine, countOutcomes, idleLine, lastsAsLong, type PlannedLine, refusedLine } from './bulk-answers.js';
import { type ReadLine, readLines } from './bulk-lines.js';
import { RangeIndex } from './range-index.js';

interface Candidate {
  readonly line: ReadLine;
  readonly range: AddressRange;
  readonly reason: string;
}

interface Drafted extends Candidate {
  readonly draft: BlockDraft;
}

// how many lines ask the database for their past at once
const AT_ONCE = 25;

/** Many addresses and ranges at once: each line has its own result, and what can be done is done in one step. */
@Injectable()
export class BulkBlockingService {
  constructor(
    private readonly planner: BlockPlanner,
    private readonly enforcer: BlockEnforcer,
    private readonly blocked: BlockedRanges,
    private readonly allowed: AllowedRanges,
    private readonly relations: BlockRelations,
  ) {}

  /**
   * Blocks what stands in a pasted list or CSV, as far as it can be blocked; with `dryRun` it only says what would
   * happen. A line that is blocked for at least as long already, or inside of a range that is, is left as it is.
   */
  async block(request: BlockManyRequest, caller: Acting): Promise<BlockManyAnswer> {
    const { candidates, settled } = readCandidates(request);
    const drafted: Drafted[] = [];
    for (let start = 0; start < candidates.length; start += AT_ONCE) {
      const some = candidates.slice(start, start + AT_ONCE);
      for (const one of await Promise.all(some.map(async (line) => await this.draft(line, request, caller)))) {
        if ('answer' in one) settled.push(one);
        else drafted.push(one);
      }
    }
    const { planned, orders } = await this.decide(drafted);
    if (!request.dryRun && orders.length > 0) await this.enforcer.block(orders, caller);
    const lines = [...settled, ...planned].map(({ answer }) => answer).sort((one, other) => one.line - other.line);
    return { dryRun: request.dryRun, counts: countOutcomes(lines), lines };
  }

  /** Lifts the blocks of ranges as they are listed. */
  async unblock({ addresses }: UnblockManyRequest, caller: Acting): Promise<UnblockManyAnswer> {
    const read = [...new Set(addresses)].map((text) => ({ text, range: attempt(() => readRange(text)) }));
    const wanted = read.flatMap(({ range }) => (range instanceof AppError ? [] : [range.cidr]));
    const ended = new Set((await this.enforcer.liftMany([...new Set(wanted)], caller)).map(({ range }) => range));
    const lines = read.map(({ text, range }) => {
      if (range instanceof AppError) return { range: text, outcome: 'refused' as const, message: range.message };
      const [wider] = this.relations.around(range).ranges;
      const message = wider === undefined ? null : `${wider} keeps it out still.`;
      if (wider !== undefined) return { range: range.cidr, outcome: 'covered' as const, message };
      const outcome = ended.has(range.cidr) ? ('unblocked' as const) : ('not_blocked' as const);
      return { range: range.cidr, outcome, message };
    });
    return { unblocked: ended.size, lines };
  }

  private async draft(line: Candidate, request: BlockManyRequest, caller: Acting): Promise<Drafted | PlannedLine> {
    const { durationMinutes, permanent, growing, confirmSelf } = request;
    const length = line.line.length ?? { durationMinutes, permanent, growing };
    try {
      const plan = { reason: line.reason, confirmSelf, ...length };
      return { ...line, draft: await this.planner.plan(line.range, plan, caller, 'manual') };
    } catch (error) {
      if (error instanceof AppError && error.code === 'SELF_BLOCK') return refusedLine(factsOf(line), error);
      throw error;
    }
  }

  // the widest first, so that the narrower ones in them can be left out
  private async decide(drafted: readonly Drafted[]) {
    const widestFirst = [...drafted].sort((one, other) => prefixIn128(one.range) - prefixIn128(other.range));
    const chosen = new RangeIndex<Drafted>();
    const planned: PlannedLine[] = [];
    for (const line of widestFirst) {
      const idle = this.idle(line, chosen);
      if (idle !== null) planned.push(idle);
      else chosen.set({ start: line.range.start, prefix: prefixIn128(line.range), value: line });
    }
    const orders = [...chosen.values()];
    const covers = await this.blocked.countWithin(orders.map(({ range }) => range));
    for (const line of orders) {
      const { range, draft } = line;
      const allowed = this.allowed.overlapping(range).length;
      planned.push(blockedLine(factsOf(line), draft, covers.get(range.cidr) ?? 0, allowed));
    }
    return { planned, orders };
  }

  private idle(line: Drafted, chosen: RangeIndex<Drafted>): PlannedLine | null {
    const facts = factsOf(line);
    const inForce = this.blocked.around(line.range).find((block) => lastsAsLong(block, line.draft));
    if (inForce?.range === line.range.cidr) return idleLine(facts, 'already', null);
    if (inForce !== undefined) return idleLine(facts, 'covered', `${inForce.range} is blocked already.`);
    for (const { range, line: other, draft } of chosen.around(line.range.start, prefixIn128(line.range))) {
      const block = { ...draft, blockedUntil: draft.blockedUntil?.toISOString() ?? null };
      if (lastsAsLong(block, line.draft)) {
        return idleLine(facts, 'covered', `Line ${String(other.line)} blocks ${range.cidr}.`);
      }
    }
    return null;
  }
}

// what is wrong with a line, or that it stands there twice, is known without asking anybody
function readCandidates(request: BlockManyRequest): { candidates: Candidate[]; settled: PlannedLine[] } {
  const settled: PlannedLine[] = [];
  const byRange = new Map<string, Candidate>();
  for (const line of readLines(request.text)) {
    const reason = line.reason ?? request.reason;
    const range = attempt(() => blockableRange(line.address));
    const facts = { line: line.line, range: range instanceof AppError ? line.address : range.cidr, reason };
    if (range instanceof AppError) settled.push(refusedLine(facts, range));
    else if (line.problem !== null) settled.push(refusedLine(facts, new AppError('VALIDATION_FAILED', line.problem)));
    else if (byRange.has(range.cidr)) settled.push(idleLine(facts, 'already', 'It stands in the list more than once.'));
    else byRange.set(range.cidr, { line, range, reason });
  }
  return { candidates: [...byRange.values()], settled };
}

function factsOf({ line, range, reason }: Candidate) {
  return { line: line.line, range: range.cidr, reason };
}

function attempt<T>(read: () => T): T | AppError {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
