import { Service, computed, inject, signal } from '@angular/core';
import { ShortcutService } from '../../../core/services/shortcuts';
import { IncidentsListStore } from './incidents-list-store';

/** What the keys do to the page itself. */
export interface KeyTargets {
  readonly reveal: (index: number) => void;
  readonly open: (id: string) => void;
}

/** The keyboard of the list: j and k walk over the rows, Enter opens, n shows what is new. */
@Service({ autoProvided: false })
export class IncidentsKeys {
  private readonly incidents = inject(IncidentsListStore);
  private readonly shortcuts = inject(ShortcutService);
  private readonly current = signal<string | null>(null);

  /** The id of the incident that the keyboard stands on. */
  readonly id = this.current.asReadonly();
  private readonly index = computed(() => this.incidents.shown().findIndex(({ id }) => id === this.current()));

  /** Listens until the returned function is called. */
  listen(targets: KeyTargets): () => void {
    const on = (key: string, handler: () => void) => this.shortcuts.register(key, `incidents.keys.${key}`, handler);
    const ends = [
      on('j', () => {
        this.step(1, targets);
      }),
      on('k', () => {
        this.step(-1, targets);
      }),
      on('Enter', () => {
        const id = this.current();
        if (id !== null) targets.open(id);
      }),
      on('n', () => {
        this.incidents.showNew();
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  private step(by: 1 | -1, targets: KeyTargets): void {
    const rows = this.incidents.shown();
    if (rows.length === 0) return;
    const index = this.index() < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, this.index() + by));
    this.current.set(rows[index]?.id ?? null);
    targets.reveal(index);
  }
}
