/** A moment as a `datetime-local` field wants it: local time to the second, such as 2026-11-20T10:30:00. */
export function localText(moment: string): string {
  const date = new Date(moment);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/** What a `datetime-local` field holds as ISO 8601 in UTC; null where it is not filled in. */
export function momentOf(text: string): string | null {
  const date = text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? null : new Date(date).toISOString();
}
