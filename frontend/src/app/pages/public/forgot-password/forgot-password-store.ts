import { Service, computed, inject, signal } from '@angular/core';
import { I18nService } from '../../../core/services/i18n';
import { SignInOptionsService } from '../../../core/services/sign-in-options';
import { Attempt } from '../../../shared/identity/attempt';
import { IdentityClient } from '../../../shared/identity/identity-client';

/** Asks for a link to set a new password. Provided by the page, with an `Attempt`. */
@Service({ autoProvided: false })
export class ForgotPasswordStore {
  private readonly attempt = inject(Attempt);
  private readonly client = inject(IdentityClient);
  private readonly i18n = inject(I18nService);
  private readonly offers = inject(SignInOptionsService);
  private readonly sent = signal<string | null>(null);

  readonly busy = this.attempt.busy;
  readonly error = this.attempt.error;
  /** The address to which a mail went if it has an account; null while the form stands. */
  readonly sentTo = this.sent.asReadonly();
  readonly mailbox = computed(() => this.offers.options()?.devMailbox ?? false);

  constructor() {
    void this.offers.load();
  }

  async send(email: string): Promise<void> {
    const locale = this.i18n.locale();
    const failure = await this.attempt.run(() => this.client.forgotPassword({ email: email.trim(), locale }));
    if (!failure) this.sent.set(email.trim());
  }
}
