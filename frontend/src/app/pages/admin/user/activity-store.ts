import { Service, inject, signal } from '@angular/core';
import type { Activity } from '@classy-book/contracts/users';
import { PagedList } from './paged-list';
import { UserClient, type ActivityView } from './user-client';
import { UserStore } from './user-store';

/** What the person did, or what was done to them, as the audit log has it. */
@Service({ autoProvided: false })
export class ActivityStore {
  private readonly client = inject(UserClient);
  private readonly user = inject(UserStore);
  private readonly chosen = signal<ActivityView>('by');

  readonly view = this.chosen.asReadonly();
  readonly list = new PagedList<Activity>(() => {
    const [id, view] = [this.user.id(), this.chosen()];
    return (cursor) => this.client.activity(id, view, cursor);
  });

  show(view: ActivityView): void {
    this.chosen.set(view);
  }
}
