import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import type {
  AddPasskeyRequest,
  AddedAuthenticator,
  ConfirmTotpRequest,
  PasskeyOptions,
  TotpEnrolment,
} from '@classy-book/contracts/second-factor';
import {
  addedAuthenticatorSchema,
  passkeyOptionsSchema,
  totpEnrolmentSchema,
} from '@classy-book/contracts/second-factor';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const enrolment = successOf(totpEnrolmentSchema);
const options = successOf(passkeyOptionsSchema);
const added = successOf(addedAuthenticatorSchema);

/** The routes that add a second factor. Their failures are shown where it is added. */
@Service()
export class EnrolmentClient {
  private readonly http = inject(HttpClient);

  /** A new secret for an authenticator app, shown once. */
  async beginTotp(name: string): Promise<TotpEnrolment> {
    return enrolment.parse(await this.post('/account/second-factor/totp', { name })).data;
  }

  async confirmTotp(request: ConfirmTotpRequest): Promise<AddedAuthenticator> {
    return added.parse(await this.post('/account/second-factor/totp/confirm', request)).data;
  }

  async passkeyOptions(): Promise<PasskeyOptions> {
    return options.parse(await this.post('/account/second-factor/passkeys/options', {})).data;
  }

  async addPasskey(request: AddPasskeyRequest): Promise<AddedAuthenticator> {
    return added.parse(await this.post('/account/second-factor/passkeys', request)).data;
  }

  private post(path: `/${string}`, body: object): Promise<unknown> {
    const context = new HttpContext().set(QUIET, true);
    return firstValueFrom(this.http.post<unknown>(apiUrl(path), body, { context }));
  }
}
