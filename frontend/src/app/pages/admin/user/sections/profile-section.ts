import { Component, computed, inject, input, signal } from '@angular/core';
import { isBuiltInRole } from '@classy-book/contracts/permissions';
import type { UserDetail } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { Panel } from '../../../../shared/account/panel';
import { permissionKey } from '../../../../shared/people/permission-groups';
import { RoleDirectory } from '../../../../shared/people/role-directory';
import { Texts } from '../../../../shared/texts/texts';
import { NamesForm, type Names } from '../parts/names-form';
import { ProfileFacts } from '../parts/profile-facts';
import { UserActions } from '../user-actions';
import { UserStore } from '../user-store';
import { RoomSection } from './room-section';

const ends = ['deactivate', 'activate', 'delete'] as const;

/** Name, role and account of the person, and what ends it. */
@Component({
  selector: 'app-profile-section',
  imports: [NamesForm, Panel, ProfileFacts, RoomSection, TranslocoPipe],
  templateUrl: './profile-section.html',
  styleUrl: './section.css',
})
export class ProfileSection {
  private readonly roles = inject(RoleDirectory);
  private readonly texts = inject(Texts);
  protected readonly actions = inject(UserActions);
  protected readonly store = inject(UserStore);
  readonly user = input.required<UserDetail>();
  protected readonly saving = signal(false);
  protected readonly key = permissionKey;
  protected readonly roleName = computed(() => {
    const { role, roleTitle } = this.user();
    return isBuiltInRole(role) ? this.roles.nameOf(role) : roleTitle;
  });
  protected readonly about = computed(() => {
    const { role } = this.user();
    return isBuiltInRole(role) ? this.texts.of(`users.role.about.${role}`) : (this.roles.find(role)?.description ?? '');
  });
  protected readonly endable = computed(() => ends.some((action) => this.user().may.includes(action)));

  protected async rename(names: Names): Promise<void> {
    this.saving.set(true);
    await this.actions.rename(this.user(), names);
    this.saving.set(false);
  }
}
