export type TimeUnit = 'now' | 'seconds' | 'minutes' | 'hours' | 'days';

export interface RelativeTime {
  readonly unit: TimeUnit;
  readonly count: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A distance in milliseconds in its largest whole unit, rounded down; under two seconds it is now. What has not happened
 * yet by a clock that is a little wrong is now too.
 */
export function relativeTime(distanceMs: number): RelativeTime {
  if (distanceMs < 2 * SECOND) return { unit: 'now', count: 0 };
  if (distanceMs < MINUTE) return { unit: 'seconds', count: Math.floor(distanceMs / SECOND) };
  if (distanceMs < HOUR) return { unit: 'minutes', count: Math.floor(distanceMs / MINUTE) };
  if (distanceMs < 2 * DAY) return { unit: 'hours', count: Math.floor(distanceMs / HOUR) };
  return { unit: 'days', count: Math.floor(distanceMs / DAY) };
}

/** What is left of a time in milliseconds as a clock, such as 14:32 or 1:04:09; days stand in front where there are any. */
export function clockText(leftMs: number): { readonly days: number; readonly clock: string } {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND));
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(minutes)}:${two(seconds % 60)}`;
  return { days, clock: days > 0 || hours > 0 ? `${String(hours)}:${clock}` : clock };
}
