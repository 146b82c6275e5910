/** A duration split for display: the two largest units that say something. */
export interface DurationParts {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

export function durationParts(totalSeconds: number): DurationParts {
  const seconds = Math.max(0, Math.floor(totalSeconds));
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3_600),
    minutes: Math.floor((seconds % 3_600) / 60),
    seconds: seconds % 60,
  };
}

/** `14:32`, or `1:02:09` from an hour on: a clock that runs down. Latin digits, read from left to right. */
export function clockText(totalSeconds: number): string {
  const { days, hours, minutes, seconds } = durationParts(totalSeconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const allHours = days * 24 + hours;
  return allHours > 0 ? `${String(allHours)}:${two(minutes)}:${two(seconds)}` : `${String(minutes)}:${two(seconds)}`;
}
