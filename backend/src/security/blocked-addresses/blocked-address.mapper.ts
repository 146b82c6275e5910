import type { BlockedIp, BlockRecord } from '@classy-book/contracts/blocking';
import type { BlockedAddressDocument } from './blocked-address.schema.js';

/** What a block is, as it is told. */
export function toBlockedIp(block: BlockedAddressDocument): BlockedIp {
  return {
    id: block._id.toHexString(),
    range: block.range,
    attempts: block.attempts,
    reason: block.reason,
    source: block.source,
    permanent: block.permanent,
    blockedUntil: block.blockedUntil?.toISOString() ?? null,
    createdBy: block.createdBy,
    createdAt: block.createdAt.toISOString(),
  };
}

/** A block with what became of it, as lists show it. */
export function toBlockRecord(block: BlockedAddressDocument): BlockRecord {
  return {
    ...toBlockedIp(block),
    hits: block.hits,
    lastHitAt: block.lastHitAt?.toISOString() ?? null,
    endedAt: block.endedAt?.toISOString() ?? null,
    ending: block.ending,
    endedBy: block.endedBy,
  };
}
