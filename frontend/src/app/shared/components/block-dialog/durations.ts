/** Lengths offered for blocks and locks, in minutes; null is without end. */
export const blockMinutes = [30, 60, 1_440, 10_080, null] as const;
export const lockMinutes = [30, 60, 1_440, 10_080] as const;

export type Minutes = number | null;

/** The translation key below `desk.duration` of an offered length. */
export function durationKey(minutes: Minutes): string {
  return minutes === null ? 'permanent' : `m${String(minutes)}`;
}

/** How many whole minutes are left until a moment, at least one; null stands for no end. */
export function minutesLeft(until: string | null, now: number): Minutes {
  return until === null ? null : Math.max(1, Math.ceil((Date.parse(until) - now) / 60_000));
}
