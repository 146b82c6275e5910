import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { MAX_BULK } from '@classy-book/contracts/users';
import { UsersFilterStore, UsersStore } from './users-store';

/** The people that are chosen for an action: at most as many as one request may name. Another filter is another choice. */
@Service({ autoProvided: false })
export class SelectionStore {
  private readonly filters = inject(UsersFilterStore);
  private readonly users = inject(UsersStore);
  private readonly chosen = signal<ReadonlySet<string>>(new Set());

  /** The ids, in the order in which they were chosen. */
  readonly ids = this.chosen.asReadonly();
  readonly count = computed(() => this.chosen().size);
  readonly full = computed(() => this.count() >= MAX_BULK);
  /** True where everybody that is shown, as far as they fit, is chosen. */
  readonly all = computed(() => {
    const shown = this.users.shown().slice(0, MAX_BULK);
    return shown.length > 0 && shown.every(({ id }) => this.chosen().has(id));
  });

  constructor() {
    effect(() => {
      this.filters.filter();
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

  /** Chooses the first that are shown, or nobody where they all are chosen. */
  toggleAll(): void {
    const shown = this.users.shown().slice(0, MAX_BULK);
    this.chosen.set(new Set(this.all() ? [] : shown.map(({ id }) => id)));
  }

  clear(): void {
    this.chosen.set(new Set());
  }
}
