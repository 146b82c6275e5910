import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { BlockedIp } from '@classy-book/contracts/blocking';

/** A block that ends within this time is shown: extend it, or let it go. */
const SOON_MS = 60 * 60_000;
/** The most rows that are shown at once. */
export const MAX_DECISIONS = 8;

export type Decision =
  | { readonly id: string; readonly kind: 'lock'; readonly end: string; readonly lock: LockedAccount }
  | { readonly id: string; readonly kind: 'block'; readonly end: string; readonly block: BlockedIp };

/** What an administrator may want to decide about, the nearest end first. Permanent blocks ask for nothing. */
export function decisionsOf(
  locks: readonly LockedAccount[],
  blocks: readonly BlockedIp[],
  now: number,
): readonly Decision[] {
  const locked = locks.map((lock): Decision => ({
    id: `lock ${lock.email}`,
    kind: 'lock',
    end: lock.lockedUntil,
    lock,
  }));
  const ending = blocks.flatMap((block): Decision[] => {
    const end = block.permanent ? null : block.blockedUntil;
    if (end === null || Date.parse(end) - now > SOON_MS) return [];
    return [{ id: `block ${block.range}`, kind: 'block', end, block }];
  });
  return [...locked, ...ending].sort((one, other) => Date.parse(one.end) - Date.parse(other.end));
}
