import type { RatingSummary } from '@classy-book/contracts/reviews';

/** The rating that so many of each number of stars make; the average to two places, null where there is none. */
export function ratingOf(counts: ReadonlyMap<number, number>): RatingSummary {
  const stars = [1, 2, 3, 4, 5].map((value) => counts.get(value) ?? 0);
  const count = stars.reduce((sum, one) => sum + one, 0);
  const total = stars.reduce((sum, one, index) => sum + one * (index + 1), 0);
  return { average: count === 0 ? null : Math.round((total / count) * 100) / 100, count, stars };
}
