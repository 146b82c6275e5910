import { previousId } from '../../common/ids/id-order.js';
import type { ReplayPlan, ReplayRange } from './replay.port.js';

/**
 * Keeps the newest `limit` events of all ranges together. Pure.
 * @param ids the ids in each range, newest first, up to one more than the limit
 */
export function planReplay(
  ranges: readonly ReplayRange[],
  ids: readonly (readonly string[])[],
  limit: number,
): ReplayPlan {
  const all = ids.flat();
  if (all.length <= limit) {
    const count = ranges.reduce((sum, range, index) => sum + missed(range, ids[index] ?? []), 0);
    return { ranges: ranges.filter((_, index) => (ids[index] ?? []).length > 0), count, truncated: false };
  }
  const newestFirst = all.sort((a, b) => (a < b ? 1 : -1));
  const before = previousId(newestFirst[limit - 1] ?? '');
  const kept = ranges.map((range) => (range.after < before ? { ...range, after: before } : range));
  return { ranges: kept.filter(({ after, upTo }) => after < upTo), count: limit, truncated: true };
}

function missed({ countedFrom = '' }: ReplayRange, ids: readonly string[]): number {
  return ids.filter((id) => id > countedFrom).length;
}
