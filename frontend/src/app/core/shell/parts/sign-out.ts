import { Service, inject } from '@angular/core';
import { Router } from '@angular/router';
import { AuthService } from '../../services/auth';
import { I18nService } from '../../services/i18n';
import { ToastService } from '../../services/toasts';

/** Signing out by hand, wherever the button stands. */
@Service()
export class SignOut {
  private readonly auth = inject(AuthService);
  private readonly i18n = inject(I18nService);
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastService);

  /**
   * Signs out, goes to `path`, and says so where the server could not be told. `returnUrl` is where the next sign-in
   * leads back to.
   */
  async run(path: '/login' | '/admin/login', returnUrl: string | null = null): Promise<void> {
    const told = await this.auth.logout();
    if (!told) this.toasts.show({ kind: 'warn', message: this.i18n.text('account.signOutUnheard') });
    await this.router.navigate([path], { queryParams: returnUrl === null ? {} : { returnUrl } });
  }
}
