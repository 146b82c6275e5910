import { Service, computed, inject, signal } from '@angular/core';
import { AccountActions } from '../../../shared/account/account-actions';
import { loadedFrom } from '../../../shared/account/loaded';
import { SecurityClient } from './security-client';

const SHOWN_AT_FIRST = 8;

/** The last sign-ins of the person who looks. Provided by the page. */
@Service({ autoProvided: false })
export class SignInsStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(SecurityClient);
  private readonly loaded = loadedFrom(this.client.signIns());
  private readonly showsAll = signal(false);
  private readonly disownedOne = signal(false);

  readonly loading = this.loaded.loading;
  readonly problem = this.loaded.problem;
  private readonly all = this.loaded.value;
  readonly shown = computed(() => this.all()?.slice(0, this.showsAll() ? undefined : SHOWN_AT_FIRST) ?? null);
  readonly hidden = computed(() => (this.all()?.length ?? 0) - (this.shown()?.length ?? 0));
  /** True once a sign-in was said to be somebody else's: a new password is due. */
  readonly disowned = this.disownedOne.asReadonly();

  reload(): void {
    this.loaded.reload();
  }

  showAll(): void {
    this.showsAll.set(true);
  }

  /** A new password was set: what was due is done. */
  settled(): void {
    this.disownedOne.set(false);
  }

  /** Ends every other session. True where that was done. */
  async disown(): Promise<boolean> {
    const outcome = await this.actions.attempt(() => this.client.endOtherSessions());
    if (!outcome.ok) return false;
    this.actions.tellCount('account.sessions.endedOthers', outcome.value);
    this.disownedOne.set(true);
    return true;
  }
}
