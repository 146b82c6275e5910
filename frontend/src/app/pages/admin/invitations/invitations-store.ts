import { Service, computed, inject, signal } from '@angular/core';
import type { Invitation } from '@classy-book/contracts/users';
import { toApiFailure } from '../../../core/services/api';
import type { TableState } from '../../../shared/components/data-table/data-table';
import { InviteStore } from '../../../shared/people/invite-store';
import { PeopleTasks } from '../../../shared/people/people-tasks';
import { Texts } from '../../../shared/texts/texts';
import { InvitationsClient } from './invitations-client';

/** The invitations that nobody has accepted yet, newest first. */
@Service({ autoProvided: false })
export class InvitationsStore {
  private readonly client = inject(InvitationsClient);
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);
  private readonly invites = inject(InviteStore);
  private readonly reloads = signal(0);
  private readonly resource = this.client.invitations(() => this.reloads() + this.invites.sent());

  readonly list = computed<readonly Invitation[]>(() => (this.resource.hasValue() ? this.resource.value() : []));
  readonly failure = computed(() => {
    const error = this.resource.error();
    return error === undefined ? null : toApiFailure(error);
  });
  readonly state = computed<TableState>(() => {
    if (this.resource.isLoading()) return 'loading';
    return this.failure() === null ? 'ready' : 'failed';
  });

  reload(): void {
    this.reloads.update((count) => count + 1);
  }

  async withdraw({ id, email }: Invitation): Promise<void> {
    const sure = await this.tasks.confirm({
      heading: this.texts.of('users.invitation.withdraw.heading'),
      points: [this.texts.of('users.invitation.withdraw.effect', { email })],
      confirm: this.texts.of('users.invitation.withdraw.submit'),
      danger: true,
    });
    if (!sure) return;
    const done = await this.tasks.run(
      () => this.client.withdraw(id),
      () => ({ message: this.texts.of('users.invitation.withdraw.done', { email }) }),
    );
    if (done) this.reload();
  }
}
