import { Service, computed, inject, signal } from '@angular/core';
import { isBuiltInRole } from '@classy-book/contracts/permissions';
import type { RoleView } from '@classy-book/contracts/users';
import { toApiFailure } from '../../core/services/api';
import { Texts } from '../texts/texts';
import { RolesClient } from './roles-client';

/** The roles of this installation, loaded with the page that provides it. Custom roles after the built-in ones, by name. */
@Service({ autoProvided: false })
export class RoleDirectory {
  private readonly client = inject(RolesClient);
  private readonly texts = inject(Texts);
  private readonly reloads = signal(0);
  private readonly resource = this.client.roles(this.reloads);

  readonly list = computed<readonly RoleView[]>(() => (this.resource.hasValue() ? this.resource.value() : []));
  readonly loading = this.resource.isLoading;
  readonly failure = computed(() => {
    const error = this.resource.error();
    return error === undefined ? null : toApiFailure(error);
  });

  reload(): void {
    this.reloads.update((count) => count + 1);
  }

  find(key: string): RoleView | undefined {
    return this.list().find((role) => role.key === key);
  }

  /** The name of a role in the reader's language; the key of one that is not known. Reads signals. */
  nameOf(key: string): string {
    return isBuiltInRole(key) ? this.texts.of(`roles.${key}`) : (this.find(key)?.title ?? key);
  }
}
