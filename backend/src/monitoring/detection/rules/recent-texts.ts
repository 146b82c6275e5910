/** Different texts with the moment each was seen last; at most `limit`, the oldest goes first. */
export class RecentTexts {
  private readonly seen = new Map<string, number>();

  constructor(private readonly limit: number) {}

  add(text: string, at: number): void {
    this.seen.delete(text);
    this.seen.set(text, at);
    if (this.seen.size <= this.limit) return;
    const [oldest] = this.seen.keys();
    if (oldest !== undefined) this.seen.delete(oldest);
  }

  /** How many different ones were seen within `spanMs` before a moment. */
  countWithin(spanMs: number, at: number): number {
    let count = 0;
    for (const seenAt of this.seen.values()) if (seenAt > at - spanMs) count += 1;
    return count;
  }
}
