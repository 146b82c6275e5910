import { goesOn } from '../../incidents/findings.port.js';

/** From so many on their pace says something. */
const LEAST_FOR_A_PACE = 5;

/**
 * Those that belong together in time, up to the newest: before them is a pause that their own pace does not explain. So
 * what an earlier attack left behind is not taken for a part of this one.
 * @param items with their moments in milliseconds, in any order
 */
export function newestBurst<T extends { readonly at: number }>(items: readonly T[]): readonly T[] {
  const sorted = items.toSorted((one, other) => one.at - other.at);
  const newest = sorted.at(-1);
  if (newest === undefined) return [];
  for (let first = sorted.length - LEAST_FOR_A_PACE; first > 0; first -= 1) {
    const [from, before] = [sorted[first]?.at ?? 0, sorted[first - 1]?.at ?? 0];
    // the same span, as if it had come before the pause
    const burst = {
      firstSeen: new Date(before - (newest.at - from)),
      lastSeen: new Date(before),
      events: sorted.length - first,
    };
    if (!goesOn(burst, from)) return sorted.slice(first);
  }
  return sorted;
}
