import { Service, inject } from '@angular/core';
import type { UpdateProfileRequest } from '@classy-book/contracts/account';
import { currentUserSchema } from '@classy-book/contracts/auth';
import type { Locale } from '../../../core/services/i18n';
import { AccountApi } from '../../../shared/account/account-api';

/** The calls of the profile. */
@Service()
export class ProfileClient {
  private readonly api = inject(AccountApi);

  update(changes: UpdateProfileRequest): Promise<void> {
    return this.api.send('PATCH', '/account/profile', changes);
  }

  /** Makes an uploaded picture the person's own; answers its address. */
  async chooseAvatar(fileId: string): Promise<string | null> {
    return (await this.api.put('/account/avatar', { fileId }, currentUserSchema)).avatarUrl;
  }

  removeAvatar(): Promise<void> {
    return this.api.send('DELETE', '/account/avatar');
  }

  /** Deletes a picture that was uploaded and not chosen. */
  async discard(fileId: string): Promise<void> {
    await this.api.send('POST', '/files/mine/delete', { ids: [fileId] });
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
