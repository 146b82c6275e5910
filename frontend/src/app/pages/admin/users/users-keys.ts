import { Service, computed, inject, signal } from '@angular/core';
import { ShortcutService } from '../../../core/services/shortcuts';
import { SelectionStore } from './selection-store';
import { UsersStore } from './users-store';

/** What the keys do to the page itself. */
export interface KeyTargets {
  readonly reveal: (index: number) => void;
  readonly open: (id: string) => void;
}

/** The keyboard of the list: j and k walk over the rows, Enter opens, x chooses, Escape lets go of the choice. */
@Service({ autoProvided: false })
export class UsersKeys {
  private readonly selection = inject(SelectionStore);
  private readonly shortcuts = inject(ShortcutService);
  private readonly users = inject(UsersStore);
  private readonly current = signal<string | null>(null);

  /** The id of the person that the keyboard stands on. */
  readonly id = this.current.asReadonly();
  private readonly index = computed(() => this.users.shown().findIndex(({ id }) => id === this.current()));

  /** Listens until the returned function is called. */
  listen(targets: KeyTargets): () => void {
    const on = (key: string, handler: () => void) => this.shortcuts.register(key, `users.keys.${key}`, handler);
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
      on('x', () => {
        const id = this.current();
        if (id !== null) this.selection.toggle(id);
      }),
      on('Escape', () => {
        this.selection.clear();
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  private step(by: 1 | -1, targets: KeyTargets): void {
    const rows = this.users.shown();
    if (rows.length === 0) return;
    const index = this.index() < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, this.index() + by));
    this.current.set(rows[index]?.id ?? null);
    targets.reveal(index);
  }
}
