import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { BlockedFilterStore, BlockedStore } from './blocked-store';

/** The blocks in force that are chosen to be lifted together, by their ids. Another filter is another choice. */
@Service({ autoProvided: false })
export class BlockSelectionStore {
  private readonly filters = inject(BlockedFilterStore);
  private readonly store = inject(BlockedStore);
  private readonly chosen = signal<ReadonlySet<string>>(new Set());

  readonly ids = this.chosen.asReadonly();
  /** The blocks that are chosen and still in force. */
  readonly blocks = computed(() => this.choosable().filter(({ id }) => this.chosen().has(id)));
  readonly all = computed(() => this.choosable().length > 0 && this.blocks().length === this.choosable().length);
  readonly choosable = computed(() => this.store.shown().filter(({ endedAt }) => endedAt === null));

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
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen.set(chosen);
  }

  toggleAll(): void {
    this.chosen.set(new Set(this.all() ? [] : this.choosable().map(({ id }) => id)));
  }

  clear(): void {
    this.chosen.set(new Set());
  }
}
