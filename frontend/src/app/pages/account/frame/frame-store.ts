import { Service, inject, signal } from '@angular/core';
import { AuthService } from '../../../core/services/auth';
import { AccountActions } from '../../../shared/account/account-actions';
import { FrameClient } from './frame-client';

/** What the frame of the account can do. Provided by the frame. */
@Service({ autoProvided: false })
export class FrameStore {
  private readonly actions = inject(AccountActions);
  private readonly auth = inject(AuthService);
  private readonly client = inject(FrameClient);
  private readonly underWay = signal(false);

  readonly keeping = this.underWay.asReadonly();

  /** Takes back that the account goes. */
  async keep(): Promise<void> {
    if (this.keeping()) return;
    this.underWay.set(true);
    const { ok } = await this.actions.attempt(() => this.client.keepAccount());
    if (ok) {
      this.auth.userChanged({ deleteAfter: null });
      this.actions.tell('account.deletion.kept');
    }
    this.underWay.set(false);
  }
}
