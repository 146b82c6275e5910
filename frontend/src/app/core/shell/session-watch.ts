import { Injector, Service, effect, inject, untracked } from '@angular/core';
import { SessionTimer } from '../services/session-timer';

/** Opens the warning when the end of the session is near. The shells of signed-in pages switch it on. */
@Service()
export class SessionWatch {
  private readonly injector = inject(Injector);
  private readonly timer = inject(SessionTimer);
  private open = false;

  constructor() {
    effect(() => {
      if (this.timer.warning()) untracked(() => void this.warn());
    });
  }

  /** The dialog is fetched when it is needed: most visits end before. */
  private async warn(): Promise<void> {
    if (this.open) return;
    this.open = true;
    try {
      const { DialogService } = await import('../services/dialogs');
      const { SessionWarning } = await import('./parts/session-warning');
      const dialog = this.injector.get(DialogService).open(SessionWarning, { insistent: true });
      dialog.closed.subscribe(() => {
        this.open = false;
      });
    } catch (error) {
      this.open = false;
      throw error;
    }
  }
}
