import { Service, inject } from '@angular/core';
import type { RoleView } from '@classy-book/contracts/users';
import { AuthService } from '../../../core/services/auth';
import { PeopleTasks } from '../../../shared/people/people-tasks';
import { RoleDirectory } from '../../../shared/people/role-directory';
import { Texts } from '../../../shared/texts/texts';
import { RoleEditor, type EditedRole, type RoleEditorData } from './parts/role-editor';
import { RolesPageClient } from './roles-page-client';

/** Making, changing and deleting roles of this installation's own: asked first, then done, then told. */
@Service({ autoProvided: false })
export class RolesActions {
  private readonly auth = inject(AuthService);
  private readonly client = inject(RolesPageClient);
  private readonly roles = inject(RoleDirectory);
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);

  async create(): Promise<void> {
    const edited = await this.edit(null);
    if (edited === undefined) return;
    await this.run(() => this.client.create(edited), 'created', edited.title);
  }

  async change(role: RoleView): Promise<void> {
    const edited = await this.edit(role);
    if (edited === undefined) return;
    const { key, ...fields } = edited;
    await this.run(() => this.client.update(key, fields), 'changed', edited.title);
  }

  async remove(role: RoleView): Promise<void> {
    const sure = await this.tasks.confirm({
      heading: this.texts.of('users.roles.delete.heading', { title: role.title }),
      points: [this.texts.of('users.roles.delete.effect'), this.texts.of('desk.sessions.noUndo')],
      confirm: this.texts.of('users.roles.delete.submit'),
      danger: true,
    });
    if (sure) await this.run(() => this.client.remove(role.key), 'deleted', role.title);
  }

  private edit(role: RoleView | null): Promise<EditedRole | undefined> {
    const data: RoleEditorData = {
      role,
      taken: this.roles.list().map(({ key }) => key),
      held: this.auth.user()?.permissions ?? [],
    };
    return this.tasks.ask<EditedRole>(RoleEditor, data, '640px');
  }

  private async run(call: () => Promise<void>, told: string, title: string): Promise<void> {
    if (await this.tasks.run(call, () => ({ message: this.texts.of(`users.roles.done.${told}`, { title }) }))) {
      this.roles.reload();
    }
  }
}
