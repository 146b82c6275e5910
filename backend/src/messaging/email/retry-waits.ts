const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const WAITS_MS = [
  15 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
];
/** After this a mail is given up. */
const LAST_TRY_MS = 24 * HOUR_MS;

/**
 * When to try a mail again that could not be sent: soon at first, every four hours in the end, for a day.
 * @param attempts how often it was tried, 1 or more
 * @returns null where it is to be given up
 */
export function nextTry(attempts: number, createdAt: Date, now: Date): Date | null {
  const wait = WAITS_MS[Math.min(attempts, WAITS_MS.length) - 1] ?? 0;
  const next = new Date(now.getTime() + wait);
  return next.getTime() - createdAt.getTime() > LAST_TRY_MS ? null : next;
}
