import { GROWING_MINUTES } from '@classy-book/contracts/blocking';

/** The most blocks of the past that make a difference. */
export const MOST_PAST_BLOCKS = GROWING_MINUTES.length;

/** How many minutes the next block lasts after so many in the last 90 days. */
export function growingMinutes(pastBlocks: number): number {
  return GROWING_MINUTES[Math.min(pastBlocks, GROWING_MINUTES.length - 1)] ?? GROWING_MINUTES[0];
}
