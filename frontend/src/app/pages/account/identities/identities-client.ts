import type { HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { signInOptionsSchema, type SignInOptions } from '@classy-book/contracts/account';
import { identitiesSchema, oauthStartSchema, type Identity } from '@classy-book/contracts/oauth';
import { AccountApi } from '../../../shared/account/account-api';

/** The calls of the accounts at providers. */
@Service()
export class IdentitiesClient {
  private readonly api = inject(AccountApi);

  list(): HttpResourceRef<Identity[] | undefined> {
    return this.api.resource('/account/identities', identitiesSchema);
  }

  options(): HttpResourceRef<SignInOptions | undefined> {
    return this.api.resource('/auth/options', signInOptionsSchema);
  }

  /** The address of the provider's sign-in. */
  async start(provider: string): Promise<string> {
    return (await this.api.post(`/account/identities/${provider}/start`, {}, oauthStartSchema)).authorizationUrl;
  }

  unlink(id: string): Promise<void> {
    return this.api.send('DELETE', `/account/identities/${id}`);
  }
}
