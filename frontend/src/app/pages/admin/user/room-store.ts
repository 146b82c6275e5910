import { Service, computed, inject } from '@angular/core';
import type { UserDetail } from '@classy-book/contracts/users';
import { AuthService } from '../../../core/services/auth';
import { fullNameOf } from '../../../core/services/person';
import { loadedFrom } from '../../../shared/account/loaded';
import { QuotaClient } from '../../../shared/files/quota-client';
import { QuotaStore } from '../../../shared/files/quota-store';
import { UserStore } from './user-store';

/** How much the person has stored and may store, for who looks after files. */
@Service({ autoProvided: false })
export class RoomStore {
  private readonly auth = inject(AuthService);
  private readonly quotas = inject(QuotaStore);
  private readonly users = inject(UserStore);

  /** True where the administrator may know. */
  readonly shown = computed(() => this.auth.has('files:manage'));
  readonly room = loadedFrom(inject(QuotaClient).usage(() => (this.shown() ? (this.users.user()?.id ?? null) : null)));

  async setQuota(user: UserDetail): Promise<void> {
    if (await this.quotas.set({ id: user.id, name: fullNameOf(user) })) this.room.reload();
  }
}
