import { Service, computed, inject, signal } from '@angular/core';
import type { ApiFailure } from '../../../core/services/api';
import { I18nService } from '../../../core/services/i18n';
import { SignInOptionsService } from '../../../core/services/sign-in-options';
import { Attempt } from '../../../shared/identity/attempt';
import { IdentityClient } from '../../../shared/identity/identity-client';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** The state of a registration. Provided by the page, with an `Attempt`. */
@Service({ autoProvided: false })
export class RegisterStore {
  private readonly attempt = inject(Attempt);
  private readonly client = inject(IdentityClient);
  private readonly i18n = inject(I18nService);
  private readonly offers = inject(SignInOptionsService);
  private readonly sent = signal<string | null>(null);
  private readonly repeated = signal(false);

  readonly busy = this.attempt.busy;
  readonly error = this.attempt.error;
  /** The address to which a mail went; null while the form stands. */
  readonly sentTo = this.sent.asReadonly();
  /** True once the mail was asked for again. */
  readonly sentAgain = this.repeated.asReadonly();
  /** True where the mails of this server stand in a page of its own. */
  readonly mailbox = computed(() => this.offers.options()?.devMailbox ?? false);
  /** Whether the form stands here. A server that does not tell is asked with the form itself. */
  readonly mode = computed(() => this.offers.options()?.registration ?? (this.offers.failed() ? 'open' : null));

  constructor() {
    void this.offers.load();
  }

  /** Gives the refusal, null where a mail is on its way. */
  async register({ email, password, firstName, lastName }: Registration): Promise<ApiFailure | null> {
    const locale = this.i18n.locale();
    const failure = await this.attempt.run(() =>
      this.client.register({ email: email.trim(), password, firstName, lastName, locale }),
    );
    if (!failure) this.sent.set(email.trim());
    return failure;
  }

  async resend(): Promise<void> {
    const email = this.sent();
    if (email === null) return;
    const locale = this.i18n.locale();
    const failure = await this.attempt.run(() => this.client.resendVerification({ email, locale }));
    this.repeated.set(failure === null);
  }

  /** Back to the form, for another address. */
  startOver(): void {
    this.attempt.reset();
    this.repeated.set(false);
    this.sent.set(null);
  }

  /** Takes a failure back that is shown at a field. */
  dismiss(): void {
    this.attempt.dismiss();
  }
}
