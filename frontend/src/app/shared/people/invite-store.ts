import { Service, inject, signal } from '@angular/core';
import type { InviteRequest } from '@classy-book/contracts/users';
import { I18nService } from '../../core/services/i18n';
import { Texts } from '../texts/texts';
import { InviteDialog, type InviteDialogData } from './invite-dialog';
import { PeopleTasks } from './people-tasks';
import { RoleDirectory } from './role-directory';
import { RolesClient } from './roles-client';

/** Inviting somebody. Provided by a page together with its `RoleDirectory`. */
@Service({ autoProvided: false })
export class InviteStore {
  private readonly client = inject(RolesClient);
  private readonly i18n = inject(I18nService);
  private readonly roles = inject(RoleDirectory);
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);
  private readonly count = signal(0);

  /** Grows with every invitation that was sent. */
  readonly sent = this.count.asReadonly();

  async run(): Promise<void> {
    const data: InviteDialogData = { roles: this.roles.list(), locale: this.i18n.locale() };
    const request = await this.tasks.ask<InviteRequest>(InviteDialog, data);
    if (request === undefined) return;
    const done = await this.tasks.run(
      () => this.client.invite(request),
      () => ({ message: this.texts.of('users.invite.done', { email: request.email }) }),
    );
    if (done) this.count.update((count) => count + 1);
  }
}
