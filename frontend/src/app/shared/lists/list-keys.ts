import { inject, type Signal } from '@angular/core';
import { ShortcutService } from '../../core/services/shortcuts';
import { RowCursor } from './row-cursor';

/** What the keys do to the page itself. */
interface KeyTargets {
  readonly reveal: (index: number) => void;
  readonly open: (id: string) => void;
}

/** The keyboard of a list: j and k walk over the rows, Enter opens the row, and the list adds keys of its own. */
export abstract class ListKeys {
  private readonly cursor: RowCursor<{ readonly id: string }>;
  private readonly shortcuts = inject(ShortcutService);

  /** The id of the row that the keyboard stands on. */
  readonly id: Signal<string | null>;

  /**
   * What each key does is told by a text named after it under the translation key `texts`. The list's `own` keys get the
   * id of the row that the keyboard stands on.
   */
  constructor(
    private readonly texts: string,
    rows: Signal<readonly { readonly id: string }[]>,
    private readonly own: Readonly<Record<string, (id: string | null) => void>>,
  ) {
    this.cursor = new RowCursor(rows);
    this.id = this.cursor.id;
  }

  /** Listens until the returned function is called. */
  listen(targets: KeyTargets): () => void {
    const on = (key: string, handler: () => void) => this.shortcuts.register(key, `${this.texts}.${key}`, handler);
    const step = (by: 1 | -1) => () => {
      const index = this.cursor.step(by);
      if (index !== null) targets.reveal(index);
    };
    const ends = [
      on('j', step(1)),
      on('k', step(-1)),
      on('Enter', () => {
        const id = this.id();
        if (id !== null) targets.open(id);
      }),
      ...Object.entries(this.own).map(([key, handler]) =>
        on(key, () => {
          handler(this.id());
        }),
      ),
    ];
    return () => {
      for (const end of ends) end();
    };
  }
}
