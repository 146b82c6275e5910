import { DOCUMENT, DestroyRef, Service, computed, inject, signal } from '@angular/core';
import type { OwnSession } from '@classy-book/contracts/account';
import { AccountActions } from '../../../shared/account/account-actions';
import { loadedFrom } from '../../../shared/account/loaded';
import { SessionsClient } from './sessions-client';

/** Somebody's own sessions, asked for anew whenever the page is looked at again. Provided by the page. */
@Service({ autoProvided: false })
export class SessionsStore {
  private readonly actions = inject(AccountActions);
  private readonly client = inject(SessionsClient);
  private readonly loaded = loadedFrom(this.client.list());
  private readonly ended = signal<ReadonlySet<string>>(new Set());
  private readonly endingNow = signal<ReadonlySet<string>>(new Set());

  readonly loading = this.loaded.loading;
  readonly problem = this.loaded.problem;
  private readonly sessions = computed(() =>
    (this.loaded.value() ?? []).filter((session) => !this.ended().has(session.id)),
  );
  readonly current = computed(() => this.sessions().find((session) => session.current) ?? null);
  readonly others = computed(() => this.sessions().filter((session) => !session.current));
  /** The ids of those that are just being ended. */
  readonly ending = this.endingNow.asReadonly();

  constructor() {
    const document = inject(DOCUMENT);
    const look = (): void => {
      if (document.visibilityState === 'visible') this.reload();
    };
    document.addEventListener('visibilitychange', look);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', look);
    });
  }

  reload(): void {
    this.loaded.reload();
  }

  async end(session: OwnSession): Promise<void> {
    this.endingNow.update((ids) => new Set([...ids, session.id]));
    // One that is over already is what was wanted.
    const outcome = await this.actions.attempt(() => this.client.end(session.id), ['NOT_FOUND']);
    if (outcome.ok || outcome.failure.code === 'NOT_FOUND') {
      this.ended.update((ids) => new Set([...ids, session.id]));
      this.actions.tell('account.sessions.ended', { device: session.device.label });
    }
    this.endingNow.update((ids) => new Set([...ids].filter((id) => id !== session.id)));
  }

  async endOthers(): Promise<void> {
    const others = this.others().map(({ id }) => id);
    this.endingNow.set(new Set(others));
    const outcome = await this.actions.attempt(() => this.client.endOthers());
    if (outcome.ok) {
      this.ended.update((ids) => new Set([...ids, ...others]));
      this.actions.tellCount('account.sessions.endedOthers', outcome.value);
      this.reload();
    }
    this.endingNow.set(new Set());
  }
}
