import { Service, computed, inject, signal } from '@angular/core';
import type { ChangePasswordRequest } from '@classy-book/contracts/account';
import { AuthService } from '../../../core/services/auth';
import { AccountActions } from '../../../shared/account/account-actions';
import type { PasswordRefusal } from './password-refusal';
import { SecurityClient } from './security-client';

/** The password of the person who looks. Provided by the page. */
@Service({ autoProvided: false })
export class PasswordStore {
  private readonly actions = inject(AccountActions);
  private readonly auth = inject(AuthService);
  private readonly client = inject(SecurityClient);
  private readonly working = signal(false);
  private readonly refused = signal<PasswordRefusal | null>(null);

  readonly busy = this.working.asReadonly();
  /** Why the last try was refused, where it is for the form to show. */
  readonly refusal = this.refused.asReadonly();
  /** False for somebody who signs in through a provider or a passkey only. */
  readonly there = computed(() => this.auth.user()?.hasPassword ?? true);
  readonly email = computed(() => this.auth.user()?.email ?? '');
  /** What a new password should not be made of. */
  readonly about = computed(() => {
    const user = this.auth.user();
    return user ? [user.firstName, user.lastName, user.email] : [];
  });

  /** True where the new password holds from now on. Every other session has ended then. */
  async change(request: ChangePasswordRequest): Promise<boolean> {
    this.working.set(true);
    this.refused.set(null);
    const outcome = await this.actions.attempt(
      () => this.client.changePassword(request),
      ['INVALID_CREDENTIALS', 'WEAK_PASSWORD'],
    );
    if (outcome.ok) {
      this.actions.tell(this.there() ? 'account.password.changed' : 'account.password.wasSet');
      await this.auth.refresh();
    } else if (!outcome.told) {
      this.refused.set(outcome.failure.code === 'WEAK_PASSWORD' ? 'weakPassword' : 'currentWrong');
    }
    this.working.set(false);
    return outcome.ok;
  }
}
