const AT_ONCE = 10;

/**
 * Does something for each of many, ten at a time, in order: their events are recorded together, and no more than a few
 * connections are taken.
 */
export async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}
