import { Service, inject } from '@angular/core';
import { ShortcutService } from '../../../core/services/shortcuts';
import { WebsocketService } from '../../../core/services/websocket';
import { AttemptCursor } from './attempt-cursor';
import { AttemptsStore } from './attempts-store';
import { DetailStore } from './detail-store';

/** What the keys do to the page itself. */
export interface KeyTargets {
  readonly reveal: (index: number) => void;
  readonly open: () => void;
  readonly close: () => void;
}

/** The keyboard of the desk: j and k walk over the rows, Enter opens, Escape closes, b blocks, p pauses. */
@Service({ autoProvided: false })
export class DeskKeys {
  private readonly attempts = inject(AttemptsStore);
  private readonly cursor = inject(AttemptCursor);
  private readonly detail = inject(DetailStore);
  private readonly shortcuts = inject(ShortcutService);
  private readonly socket = inject(WebsocketService);

  /** Listens until the returned function is called. */
  listen(targets: KeyTargets): () => void {
    const on = (key: string, handler: () => void) => this.shortcuts.register(key, `monitoring.keys.${key}`, handler);
    const ends = [
      on('j', () => {
        this.step(1, targets);
      }),
      on('k', () => {
        this.step(-1, targets);
      }),
      on('Enter', targets.open),
      on('Escape', targets.close),
      on('b', () => {
        this.block();
      }),
      on('p', () => {
        this.socket.togglePaused();
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  private step(by: 1 | -1, targets: KeyTargets): void {
    const index = this.cursor.step(by);
    if (index === null) return;
    targets.reveal(index);
    // With the drawer open, walking over the rows is reading them one after the other.
    if (this.attempts.selected() !== null) this.attempts.select(this.cursor.row());
  }

  private block(): void {
    const attempt = this.attempts.selected() ?? this.cursor.row();
    if (attempt !== null) this.detail.toggleBlock(attempt.ipAddress);
  }
}
