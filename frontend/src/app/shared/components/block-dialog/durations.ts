import type { BlockIpRequestInput } from '@classy-book/contracts/blocking';

/** Lengths offered for blocks and locks, in minutes; null is without end. */
export const blockMinutes = [30, 60, 1_440, 10_080, 'growing', null] as const;
export const lockMinutes = [30, 60, 1_440, 10_080] as const;

export type Minutes = number | null;

/** A length that can be offered: also one that the server finds by what was before. */
export type Length = Minutes | 'growing';

/** The translation key below `desk.duration` of an offered length. */
export function durationKey(minutes: Length): string {
  if (minutes === 'growing') return minutes;
  return minutes === null ? 'permanent' : `m${String(minutes)}`;
}

/** How many whole minutes are left until a moment, at least one; null stands for no end. */
export function minutesLeft(until: string | null, now: number): Minutes {
  return until === null ? null : Math.max(1, Math.ceil((Date.parse(until) - now) / 60_000));
}

/** A length as requests say it. */
export function lengthFields(length: Length): Pick<BlockIpRequestInput, 'durationMinutes' | 'permanent' | 'growing'> {
  if (length === 'growing') return { growing: true };
  return length === null ? { permanent: true } : { durationMinutes: length };
}
