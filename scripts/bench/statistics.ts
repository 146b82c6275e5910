/** The middle of several measurements, with the smallest and the largest beside it. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly rounds: readonly number[];
}

/**
 * The value below which `percent` of the values lie (nearest rank).
 * @param sorted in ascending order, not empty
 */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil((percent / 100) * sorted.length)));
  const value = sorted[rank - 1];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

/** Sums up the rounds of a measurement, at least one. */
export function spreadOf(rounds: readonly number[]): Spread {
  const sorted = rounds.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || lowest === undefined || highest === undefined) {
    throw new Error('nothing was measured');
  }
  return { median: (low + high) / 2, lowest, highest, rounds };
}
