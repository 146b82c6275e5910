import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import { identitySchema, type Identity } from '@classy-book/contracts/oauth';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { COOKIE_BOUND, QUIET } from '../../../core/services/http-context';

const identity = successOf(identitySchema);

/** Hands over what a provider added to the address, to link the account there with the one that is signed in. */
@Service()
export class OauthCallbackClient {
  private readonly http = inject(HttpClient);

  async link(provider: string, query: string): Promise<Identity> {
    const url = apiUrl(`/account/identities/${encodeURIComponent(provider)}/callback`);
    const context = new HttpContext().set(QUIET, true).set(COOKIE_BOUND, true);
    return identity.parse(await firstValueFrom(this.http.post<unknown>(url, { query }, { context }))).data;
  }
}
