import { computed, effect, signal, untracked, type Signal } from '@angular/core';

/** The rows of a list that are chosen for an action. Another filter is another choice. */
export abstract class RowSelection {
  private readonly chosen = signal<ReadonlySet<string>>(new Set());
  private readonly first = computed(() => this.rows().slice(0, this.most));

  /** The ids, in the order in which they were chosen. */
  readonly ids = this.chosen.asReadonly();
  readonly count = computed(() => this.chosen().size);
  readonly full = computed(() => this.count() >= this.most);
  /** True where everything that is shown, as far as it fits, is chosen. */
  readonly all = computed(() => {
    const shown = this.first();
    return shown.length > 0 && shown.every(({ id }) => this.chosen().has(id));
  });

  /** `rows` are those that can be chosen, at most `most` of them, which one request may name. Needs an injection context. */
  constructor(
    private readonly rows: Signal<readonly { readonly id: string }[]>,
    filter: Signal<unknown>,
    private readonly most: number,
  ) {
    effect(() => {
      filter();
      untracked(() => {
        this.clear();
      });
    });
  }

  toggle(id: string): void {
    const chosen = new Set(this.chosen());
    if (!chosen.delete(id) && !this.full()) chosen.add(id);
    this.chosen.set(chosen);
  }

  /** Chooses the first that are shown, or none where they all are chosen. */
  toggleAll(): void {
    this.chosen.set(new Set(this.all() ? [] : this.first().map(({ id }) => id)));
  }

  clear(): void {
    this.chosen.set(new Set());
  }
}
