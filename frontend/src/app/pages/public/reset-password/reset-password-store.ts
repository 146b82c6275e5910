import { Service } from '@angular/core';
import type { ApiFailure } from '../../../core/services/api';
import { LinkStore } from '../../../shared/identity/link-store';

/** Sets a new password with the link of a mail. Provided by the page, with an `Attempt`. */
@Service({ autoProvided: false })
export class ResetPasswordStore extends LinkStore {
  /** Gives the refusal, null where the password is set. */
  reset(password: string): Promise<ApiFailure | null> {
    return this.use((token) => this.client.resetPassword({ token, password }));
  }

  /** Takes a failure back that is shown at the field. */
  dismiss(): void {
    this.attempt.dismiss();
  }
}
