import { computed, signal, type Signal } from '@angular/core';

/** The row of a list that the keyboard stands on. It is remembered by its id: rows move, what they are of does not. */
export class RowCursor<T extends { readonly id: string }> {
  private readonly current = signal<string | null>(null);

  readonly id = this.current.asReadonly();
  /** Where the row stands now, -1 where it is not in the list. */
  readonly index = computed(() => this.rows().findIndex(({ id }) => id === this.current()));
  readonly row = computed<T | null>(() => this.rows()[this.index()] ?? null);

  constructor(private readonly rows: Signal<readonly T[]>) {}

  /** Steps down or up and gives the new place; the first step stands on the first row. Null where there are no rows. */
  step(by: 1 | -1): number | null {
    const rows = this.rows();
    if (rows.length === 0) return null;
    const index = this.index() < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, this.index() + by));
    this.current.set(rows[index]?.id ?? null);
    return index;
  }

  stand(row: T): void {
    this.current.set(row.id);
  }
}
