import { Service, inject } from '@angular/core';
import { AccountApi } from '../../../shared/account/account-api';

/** The call behind the banner of an account that is going. */
@Service()
export class FrameClient {
  private readonly api = inject(AccountApi);

  /** Takes the deletion back. */
  keepAccount(): Promise<void> {
    return this.api.send('POST', '/account/delete/cancel', {});
  }
}
