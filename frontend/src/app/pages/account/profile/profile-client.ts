import { Service, inject } from '@angular/core';
import type { UpdateProfileRequest } from '@classy-book/contracts/account';
import type { Locale } from '../../../core/services/i18n';
import { AccountApi } from '../../../shared/account/account-api';

/** The calls of the profile. */
@Service()
export class ProfileClient {
  private readonly api = inject(AccountApi);

  update(changes: UpdateProfileRequest): Promise<void> {
    return this.api.send('PATCH', '/account/profile', changes);
  }

  /** Mails a link to the new address; nothing changes before it is followed. */
  changeEmail(email: string): Promise<void> {
    return this.api.send('POST', '/account/email', { email });
  }

  /** Mails the link that verifies an address once more. */
  resendVerification(email: string, locale: Locale): Promise<void> {
    return this.api.send('POST', '/auth/email/resend', { email, locale });
  }

  deactivate(email: string): Promise<void> {
    return this.api.send('POST', '/account/deactivate', { email });
  }
}
