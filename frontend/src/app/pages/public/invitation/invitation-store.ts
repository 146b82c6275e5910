import { Service, computed, inject, signal } from '@angular/core';
import type { InvitationPreview } from '@classy-book/contracts/account';
import type { ApiFailure } from '../../../core/services/api';
import { I18nService } from '../../../core/services/i18n';
import { Attempt } from '../../../shared/identity/attempt';
import { IdentityClient } from '../../../shared/identity/identity-client';
import type { LinkState } from '../../../shared/identity/link-store';
import { LinkTokens } from '../../../shared/identity/link-token';

export interface Acceptance {
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** What an invitation is for, and its acceptance. Provided by the page, with an `Attempt`. */
@Service({ autoProvided: false })
export class InvitationStore {
  private readonly attempt = inject(Attempt);
  private readonly client = inject(IdentityClient);
  private readonly i18n = inject(I18nService);
  private readonly token = inject(LinkTokens).take();
  private readonly preview = signal<InvitationPreview | null>(null);
  private readonly accepted = signal(false);

  readonly busy = this.attempt.busy;
  readonly error = this.attempt.error;
  /** Null until it was looked at. */
  readonly invitation = this.preview.asReadonly();
  readonly state = computed<LinkState>(() => {
    if (this.token === null) return 'missing';
    if (this.accepted()) return 'done';
    return this.attempt.failure()?.code === 'TOKEN_INVALID' ? 'used' : 'ready';
  });

  /** Looks at the invitation, which does not use it. */
  async load(): Promise<void> {
    const { token } = this;
    if (token === null) return;
    await this.attempt.run(async () => {
      this.preview.set(await this.client.inspectInvitation(token));
    });
  }

  /** Gives the refusal, null where the account is made. */
  async accept(acceptance: Acceptance): Promise<ApiFailure | null> {
    const { token } = this;
    if (token === null) return null;
    const locale = this.i18n.locale();
    const failure = await this.attempt.run(() => this.client.acceptInvitation({ token, ...acceptance, locale }));
    this.accepted.set(failure === null);
    return failure;
  }

  /** Takes a failure back that is shown at a field. */
  dismiss(): void {
    this.attempt.dismiss();
  }
}
