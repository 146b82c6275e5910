import { Service, computed, inject } from '@angular/core';
import type { ApiFailure } from '../../../core/services/api';
import { Attempt } from '../../../shared/identity/attempt';
import { IdentityClient } from '../../../shared/identity/identity-client';
import type { LinkState } from '../../../shared/identity/link-store';
import { LinkTokens } from '../../../shared/identity/link-token';

/** Sets a new password with the link of a mail. Provided by the page, with an `Attempt`. */
@Service({ autoProvided: false })
export class ResetPasswordStore {
  private readonly attempt = inject(Attempt);
  private readonly client = inject(IdentityClient);
  private readonly token = inject(LinkTokens).take();

  readonly busy = this.attempt.busy;
  readonly error = this.attempt.error;
  readonly state = computed<LinkState>(() => {
    if (this.token === null) return 'missing';
    if (this.attempt.done()) return 'done';
    return this.attempt.failure()?.code === 'TOKEN_INVALID' ? 'used' : 'ready';
  });

  /** Gives the refusal, null where the password is set. */
  async reset(password: string): Promise<ApiFailure | null> {
    const { token } = this;
    return token === null ? null : this.attempt.run(() => this.client.resetPassword({ token, password }));
  }

  /** Takes a failure back that is shown at the field. */
  dismiss(): void {
    this.attempt.dismiss();
  }
}
