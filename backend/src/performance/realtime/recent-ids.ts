/** Remembers the last ids that it was told of: its size is fixed. */
export class RecentIds {
  private readonly ids = new Set<string>();

  constructor(private readonly capacity: number) {}

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** True when this id comes for the first time, as far as it is remembered. */
  firstTime(id: string): boolean {
    if (this.ids.has(id)) return false;
    this.ids.add(id);
    if (this.ids.size > this.capacity) for (const oldest of this.ids) return this.ids.delete(oldest);
    return true;
  }
}
