import { Service, computed, inject } from '@angular/core';
import { Attempt } from './attempt';
import { IdentityClient, type LinkPurpose } from './identity-client';
import { LinkTokens } from './link-token';

/** What stands on a page that a link in a mail leads to. */
export type LinkState = 'missing' | 'ready' | 'used' | 'done';

/** The state of such a page. Opening it uses nothing: mail scanners follow links too. Provided with an `Attempt`. */
@Service({ autoProvided: false })
export class LinkStore {
  private readonly attempt = inject(Attempt);
  private readonly client = inject(IdentityClient);
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
    const { token } = this;
    if (token !== null) await this.attempt.run(() => this.client.follow(purpose, token));
  }
}
