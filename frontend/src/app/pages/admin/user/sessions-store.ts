import { Service, computed, effect, inject, untracked } from '@angular/core';
import { toApiFailure } from '../../../core/services/api';
import type { TableState } from '../../../shared/components/data-table/data-table';
import { UserActions } from './user-actions';
import { UserClient } from './user-client';
import { UserStore } from './user-store';

/** The living sessions of the person, read while their part of the page is open and again after every action. */
@Service({ autoProvided: false })
export class SessionsStore {
  private readonly actions = inject(UserActions);
  private readonly user = inject(UserStore);
  private readonly resource = inject(UserClient).sessions(this.user.id);

  readonly sessions = computed(() => (this.resource.hasValue() ? this.resource.value() : []));
  readonly failure = computed(() => {
    const error = this.resource.error();
    return error === undefined ? null : toApiFailure(error);
  });
  readonly state = computed<TableState>(() => {
    if (this.failure() !== null) return 'failed';
    return this.resource.hasValue() ? 'ready' : 'loading';
  });

  constructor() {
    let known = this.actions.changes();
    effect(() => {
      const now = this.actions.changes();
      if (now === known) return;
      known = now;
      untracked(() => {
        this.reload();
      });
    });
  }

  reload(): void {
    this.resource.reload();
  }
}
