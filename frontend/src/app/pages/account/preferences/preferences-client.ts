import { Service, inject } from '@angular/core';
import type { UpdateProfileRequest } from '@classy-book/contracts/account';
import { AccountApi } from '../../../shared/account/account-api';

/** The call that keeps language and theme with the account. */
@Service()
export class PreferencesClient {
  private readonly api = inject(AccountApi);

  save(choice: Pick<UpdateProfileRequest, 'locale' | 'theme'>): Promise<void> {
    return this.api.send('PATCH', '/account/profile', choice);
  }
}
