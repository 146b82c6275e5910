import type { HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { ownSignInSchema, type ChangePasswordRequest, type OwnSignIn } from '@classy-book/contracts/account';
import { endedSessionsSchema } from '@classy-book/contracts/accounts';
import {
  backupCodesSchema,
  secondFactorStateSchema,
  type SecondFactorState,
} from '@classy-book/contracts/second-factor';
import * as z from 'zod';
import { AccountApi } from '../../../shared/account/account-api';

/** The calls of the security page. */
@Service()
export class SecurityClient {
  private readonly api = inject(AccountApi);

  factors(): HttpResourceRef<SecondFactorState | undefined> {
    return this.api.resource('/account/second-factor', secondFactorStateSchema);
  }

  /** The person's own last attempts, newest first, at most 50. */
  signIns(): HttpResourceRef<OwnSignIn[] | undefined> {
    return this.api.resource('/account/sign-ins', z.array(ownSignInSchema));
  }

  changePassword(request: ChangePasswordRequest): Promise<void> {
    return this.api.send('POST', '/account/password', request);
  }

  rename(id: string, name: string): Promise<void> {
    return this.api.send('PATCH', `/account/second-factor/authenticators/${id}`, { name });
  }

  remove(id: string): Promise<void> {
    return this.api.send('DELETE', `/account/second-factor/authenticators/${id}`);
  }

  /** Ten new codes; the old ones are void. */
  async newBackupCodes(): Promise<readonly string[]> {
    return (await this.api.post('/account/second-factor/backup-codes', {}, backupCodesSchema)).codes;
  }

  /** How many sessions were ended. */
  async endOtherSessions(): Promise<number> {
    return (await this.api.post('/account/sessions/end-others', {}, endedSessionsSchema)).ended;
  }
}
