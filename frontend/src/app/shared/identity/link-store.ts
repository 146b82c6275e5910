import { Service, computed, inject } from '@angular/core';
import type { ApiFailure } from '../../core/services/api';
import { Attempt } from './attempt';
import { IdentityClient, type LinkPurpose } from './identity-client';
import { LinkTokens } from './link-token';

/** What stands on a page that a link in a mail leads to. */
export type LinkState = 'missing' | 'ready' | 'used' | 'done';

/** The state of such a page. Opening it uses nothing: mail scanners follow links too. Provided with an `Attempt`. */
@Service({ autoProvided: false })
export class LinkStore {
  protected readonly attempt = inject(Attempt);
  protected readonly client = inject(IdentityClient);
  private readonly token = inject(LinkTokens).take();

  readonly busy = this.attempt.busy;
  /** What went wrong although the link may be good, ready to show. */
  readonly error = this.attempt.error;
  readonly state = computed<LinkState>(() => {
    if (this.token === null) return 'missing';
    if (this.attempt.done()) return 'done';
    return this.attempt.failure()?.code === 'TOKEN_INVALID' ? 'used' : 'ready';
  });

  async follow(purpose: LinkPurpose): Promise<void> {
    await this.use((token) => this.client.follow(purpose, token));
  }

  /** Gives the refusal, null where it went well or there is no link. */
  protected async use(action: (token: string) => Promise<unknown>): Promise<ApiFailure | null> {
    const { token } = this;
    return token === null ? null : this.attempt.run(() => action(token));
  }
}
