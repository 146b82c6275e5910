import { Service, computed, inject } from '@angular/core';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { PagedList, type Source } from './paged-list';
import { UserClient } from './user-client';
import { UserStore } from './user-store';

/** The sign-in attempts on the person's account, newest first. */
@Service({ autoProvided: false })
export class SignInsStore {
  private readonly client = inject(UserClient);
  private readonly user = inject(UserStore);

  /** Stays the same while the person is loaded anew. */
  private readonly email = computed(() => this.user.user()?.email ?? null);
  readonly list = new PagedList<LoginAttempt>(() => this.source(this.email()));

  private source(email: string | null): Source<LoginAttempt> | null {
    return email === null ? null : (cursor) => this.client.attempts(email, cursor);
  }
}
