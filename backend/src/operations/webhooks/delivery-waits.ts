const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const WAITS_MS = [
  10 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  6 * HOUR_MS,
  9 * HOUR_MS,
];
// so that endpoints that failed together do not all come back in the same second
const JITTER = 0.1;

/** An endpoint that fails for so long is switched off. */
export const FAILING_TOO_LONG_MS = 72 * HOUR_MS;
/** So is one for which so many deliveries were given up without one that arrived. */
export const GIVEN_UP_TOO_OFTEN = 20;

/**
 * When to try a delivery again that failed: after ten seconds at first, nine tries in all within about a day.
 * @param attempts how often it was tried, 1 or more
 * @param random between 0 and 1
 * @returns null where it is to be given up
 */
export function nextTry(attempts: number, now: Date, random: number): Date | null {
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * (1 + JITTER * (2 * random - 1)));
}
