import type { BlockEnding } from '@classy-book/contracts/blocking';
import type { AddressRange } from '../../common/network/addresses.js';
import type { BlockedAddressDocument } from './blocked-address.schema.js';
import { reasonWords } from './reason-words.js';

/** What whoever blocks decides. */
export type BlockDraft = Pick<
  BlockedAddressDocument,
  'attempts' | 'reason' | 'source' | 'blockedUntil' | 'permanent' | 'createdBy'
>;

/** A range to block, and how. */
export interface BlockOrder {
  readonly range: AddressRange;
  readonly draft: BlockDraft;
}

/** How long ended blocks are kept, and how far back blocks count for a growing one. */
export const HISTORY_MS = 90 * 24 * 3_600_000;

/** The end of what has none: the last day that ISO 8601 writes with four digits. */
const NEVER = new Date('9999-12-31T00:00:00Z');

/** A new block in force, without its id. */
export function blockFields({ range, draft }: BlockOrder, now: Date): Omit<BlockedAddressDocument, '_id'> {
  return {
    ...draft,
    range: range.cidr,
    rangeStart: range.start,
    rangeEnd: range.end,
    prefix: prefixIn128(range),
    words: reasonWords(draft.reason),
    endsAt: draft.blockedUntil ?? NEVER,
    createdAt: now,
    updatedAt: now,
    active: true,
    hits: 0,
    lastHitAt: null,
    endedAt: null,
    ending: null,
    endedBy: null,
    purgeAt: null,
  };
}

/** What changes as a block ends. */
export function endFields(ending: BlockEnding, by: string | null, now: Date): Partial<BlockedAddressDocument> {
  const purgeAt = new Date(now.getTime() + HISTORY_MS);
  return { active: false, endedAt: now, endsAt: now, updatedAt: now, ending, endedBy: by, purgeAt };
}

/** The length of a prefix, counted from the start of the 128 bits: an IPv4 /24 is /120. */
export function prefixIn128(range: AddressRange): number {
  return range.family === 4 ? range.prefix + 96 : range.prefix;
}
