/** When work is done: `days` from 1 (Monday) to 7, `from` and `to` as HH:MM; over midnight where `to` is the smaller. */
export interface Hours {
  readonly timezone: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const DAY_MINUTES = 1_440;

/** Says whether a moment lies in the hours of work of a place. */
export class OfficeHours {
  private readonly format: Intl.DateTimeFormat;
  private readonly from: number;
  private readonly to: number;

  /** @throws RangeError where the time zone does not exist */
  constructor(private readonly hours: Hours) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: hours.timezone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    this.from = minutesOf(hours.from);
    this.to = minutesOf(hours.to);
  }

  /** `from` is inclusive, `to` exclusive; equal ones are the whole day. Hours after midnight belong to the day before. */
  include(at: number): boolean {
    const parts = new Map(this.format.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = DAYS.indexOf(parts.get('weekday') ?? '') + 1;
    const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
    const isLate = this.to <= this.from && minute < this.to;
    const length = (this.to - this.from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
    const since = (minute - this.from + DAY_MINUTES) % DAY_MINUTES;
    return since < length && this.hours.days.includes(isLate ? ((day + 5) % 7) + 1 : day);
  }
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
