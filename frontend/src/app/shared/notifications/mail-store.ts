import { Service, inject, signal } from '@angular/core';
import type { NotificationPreferences } from '@classy-book/contracts/notifications';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { ToastService } from '../../core/services/toasts';
import { Texts } from '../texts/texts';
import { NotificationsClient } from './notifications-client';

/** From which severity on this person is mailed. Nothing here throws. */
@Service({ autoProvided: false })
export class MailStore {
  private readonly client = inject(NotificationsClient);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);
  private readonly chosen = signal<NotificationPreferences['email'] | null>(null);
  private readonly failedWith = signal<ApiFailure | null>(null);
  private readonly working = signal(false);

  /** Null until it is known. */
  readonly email = this.chosen.asReadonly();
  readonly failure = this.failedWith.asReadonly();
  readonly busy = this.working.asReadonly();

  constructor() {
    void this.load();
  }

  async load(): Promise<void> {
    this.failedWith.set(null);
    try {
      this.chosen.set((await this.client.preferences()).email);
    } catch (error) {
      this.failedWith.set(toApiFailure(error));
    }
  }

  async choose(email: NotificationPreferences['email']): Promise<void> {
    if (this.busy()) return;
    this.working.set(true);
    try {
      this.chosen.set((await this.client.setPreferences({ email })).email);
      this.toasts.show({ kind: 'ok', message: this.texts.of('notifications.mail.saved') });
    } catch (error) {
      this.toasts.showFailure(toApiFailure(error));
    } finally {
      this.working.set(false);
    }
  }
}
