import { Service, computed, inject, signal } from '@angular/core';
import type { Authenticator } from '@classy-book/contracts/second-factor';
import { AuthService } from '../../../core/services/auth';
import { AccountActions } from '../../../shared/account/account-actions';
import { loadedFrom } from '../../../shared/account/loaded';
import { SecurityClient } from './security-client';

/** The second factors of the person who looks. Provided by the page. */
@Service({ autoProvided: false })
export class FactorsStore {
  private readonly actions = inject(AccountActions);
  private readonly auth = inject(AuthService);
  private readonly client = inject(SecurityClient);
  private readonly loaded = loadedFrom(this.client.factors());
  private readonly working = signal(false);

  readonly state = this.loaded.value;
  readonly loading = this.loaded.loading;
  readonly problem = this.loaded.problem;
  readonly busy = this.working.asReadonly();
  /** It would be wise to have one. */
  readonly advised = computed(() => this.auth.user()?.secondFactor.advised ?? false);

  reload(): void {
    this.loaded.reload();
  }

  /** Takes over what was added: the list, and whether this account has a second factor. */
  async added(): Promise<void> {
    this.reload();
    await this.auth.refresh();
  }

  async rename(authenticator: Authenticator, name: string): Promise<void> {
    if (await this.attempt(() => this.client.rename(authenticator.id, name))) {
      this.actions.tell('account.factors.renamed', { name });
      this.reload();
    }
  }

  async remove(authenticator: Authenticator): Promise<void> {
    if (await this.attempt(() => this.client.remove(authenticator.id))) {
      this.actions.tell('account.factors.removed', { name: authenticator.name });
      await this.added();
    }
  }

  /** Null where it was refused, which was told. */
  async newBackupCodes(): Promise<readonly string[] | null> {
    this.working.set(true);
    const outcome = await this.actions.attempt(() => this.client.newBackupCodes());
    this.working.set(false);
    if (!outcome.ok) return null;
    this.reload();
    return outcome.value;
  }

  private async attempt(call: () => Promise<void>): Promise<boolean> {
    this.working.set(true);
    const { ok } = await this.actions.attempt(call);
    this.working.set(false);
    return ok;
  }
}
