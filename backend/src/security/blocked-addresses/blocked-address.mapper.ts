import type { BlockedIp } from '@classy-book/contracts/blocking';
import type { BlockedAddressDocument } from './blocked-address.schema.js';

/** A block as the API shows it. */
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
