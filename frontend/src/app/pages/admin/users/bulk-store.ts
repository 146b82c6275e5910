import { Service, computed, inject, signal } from '@angular/core';
import type { Permission } from '@classy-book/contracts/permissions';
import type { BulkRequest } from '@classy-book/contracts/users';
import { AuthService } from '../../../core/services/auth';
import { PeopleTasks } from '../../../shared/people/people-tasks';
import { RoleDirectory } from '../../../shared/people/role-directory';
import { Texts } from '../../../shared/texts/texts';
import { BulkResultDialog, type BulkResultData } from './parts/bulk-result-dialog';
import { SelectionStore } from './selection-store';
import { UsersClient } from './users-client';
import { UsersStore } from './users-store';

export type BulkAction = BulkRequest['action'];

/** What each action needs. */
const needed: Readonly<Record<BulkAction, Permission>> = {
  lock: 'users:lock',
  unlock: 'users:lock',
  end_sessions: 'sessions:revoke',
  change_role: 'roles:assign',
};

/** One action on everybody that is chosen: it is said what will happen, then done, then told for each of them. */
@Service({ autoProvided: false })
export class BulkStore {
  private readonly auth = inject(AuthService);
  private readonly client = inject(UsersClient);
  private readonly roles = inject(RoleDirectory);
  private readonly selection = inject(SelectionStore);
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);
  private readonly users = inject(UsersStore);
  private readonly working = signal(false);

  readonly busy = this.working.asReadonly();
  /** What the administrator may do to several people at once; the server decides for each of them. */
  readonly actions = computed(() =>
    (Object.keys(needed) as BulkAction[]).filter((action) => this.auth.has(needed[action])),
  );
  readonly any = computed(() => this.actions().length > 0);

  async run(action: BulkAction): Promise<void> {
    const ids = [...this.selection.ids()];
    if (this.busy() || ids.length === 0) return;
    const request = await this.ask(action, ids);
    if (request === null) return;
    this.working.set(true);
    try {
      await this.send(request);
    } finally {
      this.working.set(false);
    }
  }

  private async send(request: BulkRequest): Promise<void> {
    let rows: BulkResultData['rows'] = [];
    const call = async (): Promise<void> => {
      rows = await this.client.bulk(request);
    };
    if (!(await this.tasks.run(call, () => null))) return;
    this.selection.clear();
    this.users.list.reload();
    const result: BulkResultData = { action: request.action, rows };
    await this.tasks.ask(BulkResultDialog, result, '560px');
  }

  private async ask(action: BulkAction, ids: string[]): Promise<BulkRequest | null> {
    const effect = this.texts.plural(`users.bulk.${action}.effect`, ids.length);
    const heading = this.texts.plural(`users.bulk.${action}.heading`, ids.length);
    if (action === 'lock') {
      const lock = await this.tasks.askLock({ email: '', reason: '', effect, heading });
      return lock ? { action, ids, reason: lock.reason, durationMinutes: lock.durationMinutes } : null;
    }
    if (action === 'change_role') {
      const points = [effect, this.texts.of('users.bulk.change_role.sessions')];
      const role = await this.tasks.askRole({ heading, points, roles: this.roles.list(), current: null });
      return role === undefined ? null : { action, ids, role };
    }
    const points = [effect, this.texts.of(`users.bulk.${action}.after`)];
    const confirm = this.texts.of(`users.bulk.${action}.submit`);
    return (await this.tasks.confirm({ heading, points, confirm, danger: action === 'end_sessions' }))
      ? { action, ids }
      : null;
  }
}
