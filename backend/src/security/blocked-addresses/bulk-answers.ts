import { type BlockedIp, type BulkLine, bulkOutcomes } from '@classy-book/contracts/blocking';
import type { AppError } from '../../common/response/app-error.js';
import type { BlockDraft } from './block-draft.js';

/** A line with what became of it, and the block to make where there is one. */
export interface PlannedLine {
  readonly answer: BulkLine;
  readonly draft: BlockDraft | null;
}

interface LineFacts {
  readonly line: number;
  readonly range: string;
  readonly reason: string;
}

const SHOWN = 64;

/** A line that cannot be blocked, or not without being confirmed. */
export function refusedLine(facts: LineFacts, error: AppError): PlannedLine {
  const { code, message, options } = error;
  const own = code === 'SELF_BLOCK';
  // of a wrong field the detail says more than the sentence; the range that was meant stands in the sentence
  const detail = code === 'VALIDATION_FAILED' ? options.details?.[0]?.message : undefined;
  return planned({ ...facts, outcome: own ? 'own_address' : 'refused', code, message: detail ?? message });
}

/** A line that changes nothing. */
export function idleLine(facts: LineFacts, outcome: 'already' | 'covered', message: string | null): PlannedLine {
  return planned({ ...facts, outcome, message });
}

/** A line that makes a block. */
export function blockedLine(facts: LineFacts, draft: BlockDraft, covers: number, allowed: number): PlannedLine {
  const blockedUntil = draft.blockedUntil?.toISOString() ?? null;
  const { permanent } = draft;
  return { ...planned({ ...facts, outcome: 'blocked', blockedUntil, permanent, covers, allowed }), draft };
}

/** True where a block by hand in force, or one that is about to be, keeps out at least as long. */
export function lastsAsLong(
  block: Pick<BlockedIp, 'source' | 'permanent' | 'blockedUntil'>,
  draft: Pick<BlockDraft, 'permanent' | 'blockedUntil'>,
): boolean {
  if (block.source === 'auto') return false;
  if (block.permanent || draft.permanent || block.blockedUntil === null) return block.permanent;
  return Date.parse(block.blockedUntil) >= (draft.blockedUntil?.getTime() ?? 0);
}

/** How many lines had each outcome. */
export function countOutcomes(lines: readonly BulkLine[]): Record<BulkLine['outcome'], number> {
  const counts = Object.fromEntries(bulkOutcomes.map((outcome) => [outcome, 0])) as Record<BulkLine['outcome'], number>;
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
}

function planned(given: LineFacts & Partial<BulkLine> & Pick<BulkLine, 'outcome'>): PlannedLine {
  const empty = { blockedUntil: null, permanent: false, code: null, message: null, covers: 0, allowed: 0 };
  return { answer: { ...empty, ...given, range: given.range.slice(0, SHOWN) }, draft: null };
}
