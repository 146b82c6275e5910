/**
 * A value that is worked out at most once in a while, and once for all who ask at the same time. A failure is not
 * remembered.
 */
export class Remembered<T> {
  private known: { readonly value: T; readonly at: number } | null = null;
  private pending: Promise<T> | null = null;

  /**
   * @param freshMs how long a value is good for
   * @param now milliseconds since the epoch
   */
  constructor(
    private readonly freshMs: number,
    private readonly now: () => number,
    private readonly work: () => Promise<T>,
  ) {}

  async get(): Promise<T> {
    const age = this.known === null ? Infinity : this.now() - this.known.at;
    if (this.known !== null && age >= 0 && age < this.freshMs) return this.known.value;
    this.pending ??= this.refresh();
    return await this.pending;
  }

  private async refresh(): Promise<T> {
    try {
      const value = await this.work();
      this.known = { value, at: this.now() };
      return value;
    } finally {
      this.pending = null;
    }
  }
}
