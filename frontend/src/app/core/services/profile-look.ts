import { DestroyRef, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { CurrentUser } from '@classy-book/contracts/auth';
import { AuthService } from './auth';
import { I18nService } from './i18n';
import { ProfileClient, type Look } from './profile-client';
import { ThemeService } from './theme';

/** Somebody who tries the choices out is stored once, not with every try. */
const DEBOUNCE_MS = 1_000;

/**
 * Language and theme go with the account: after a sign-in the stored ones apply, and what is changed meanwhile is stored.
 * All of it silently: where it fails, the choice still holds on this device.
 */
@Service()
export class ProfileLook {
  private readonly auth = inject(AuthService);
  private readonly client = inject(ProfileClient);
  private readonly i18n = inject(I18nService);
  private readonly theme = inject(ThemeService);
  private readonly userId = computed(() => this.auth.user()?.id ?? null);
  /** What the account is known to hold; null until its own look was put on. */
  private readonly stored = signal<Look | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      this.userId();
      untracked(() => void this.adopt(this.auth.user()));
    });
    effect(() => {
      const stored = this.stored();
      const look: Look = { locale: this.i18n.locale(), theme: this.theme.choice() };
      clearTimeout(this.timer);
      if (!stored || (stored.locale === look.locale && stored.theme === look.theme)) return;
      this.timer = setTimeout(() => void this.store(stored, look), DEBOUNCE_MS);
    });
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
    });
  }

  private async adopt(user: CurrentUser | null): Promise<void> {
    this.stored.set(null);
    if (!user) return;
    if (user.theme !== null) this.theme.set(user.theme);
    if (user.locale !== null && user.locale !== this.i18n.locale()) await this.i18n.set(user.locale);
    // Where nothing is stored yet, only a change is a choice.
    if (this.userId() === user.id) this.stored.set({ locale: this.i18n.locale(), theme: this.theme.choice() });
  }

  private async store(before: Look, look: Look): Promise<void> {
    const changes: Partial<Look> = {
      ...(look.locale !== before.locale && { locale: look.locale }),
      ...(look.theme !== before.theme && { theme: look.theme }),
    };
    const user = this.userId();
    await this.client.store(changes).catch(() => undefined);
    if (user === null || user !== this.userId()) return;
    this.stored.set(look);
    this.auth.userChanged(changes);
  }
}
