import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { isBuiltInRole, type Permission, type Role, rolePermissions, roles } from '@classy-book/contracts/permissions';
import type { ClientSession } from 'mongoose';
import { ChangeSignals } from '../../database/change-signals.js';
import { MAX_CUSTOM_ROLES, RoleRepository } from './role.repository.js';
import type { RoleDocument } from './role.schema.js';

/** The topic under which processes say that custom roles have changed. */
export const ROLES_SIGNAL = 'roles';

/** What a role says of itself. */
export interface RoleDefinition {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
  readonly builtIn: boolean;
}

export type CustomRole = Omit<RoleDefinition, 'builtIn'>;

const BUILT_IN: Readonly<Record<Role, { readonly title: string; readonly description: string }>> = {
  user: { title: 'User', description: 'Has an account, and nothing else.' },
  instructor: { title: 'Instructor', description: 'Teaches.' },
  admin: { title: 'Administrator', description: 'Watches over sign-ins and looks after people.' },
  super_admin: { title: 'Super administrator', description: 'May do everything.' },
};

/**
 * What each role may do. The custom roles are few and kept in memory; a change in one process is taken over by the others
 * at once. A role that is not known carries nothing.
 */
@Injectable()
export class RolesService implements OnApplicationBootstrap {
  private readonly logger = new Logger(RolesService.name);
  private custom: ReadonlyMap<string, RoleDocument> = new Map();

  constructor(
    private readonly roles: RoleRepository,
    private readonly signals: ChangeSignals,
  ) {
    // here and not in a later hook: whoever forgets what it derived from roles must be told after they were loaded
    this.signals.watch(ROLES_SIGNAL, async () => {
      await this.load();
    });
  }

  /** Without the database the first look at the signals loads them. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      this.logger.warn({ err: error }, 'the custom roles could not be loaded yet');
    }
  }

  /** The permissions of a role, none for one that does not exist. */
  permissionsOf(role: string): readonly Permission[] {
    if (isBuiltInRole(role)) return rolePermissions[role];
    return this.custom.get(role)?.permissions ?? [];
  }

  /** True for a built-in role and for a custom one that exists. */
  exists(role: string): boolean {
    return isBuiltInRole(role) || this.custom.has(role);
  }

  /** A role by its key; null where there is none. */
  find(role: string): RoleDefinition | null {
    if (isBuiltInRole(role)) return builtIn(role);
    const custom = this.custom.get(role);
    return custom === undefined ? null : toDefinition(custom);
  }

  /** The name of a role for people; its key where there is no such role any more. */
  titleOf(role: string): string {
    return this.find(role)?.title ?? role;
  }

  /** All roles: the built-in ones from the least to the most powerful, then the custom ones by their keys. */
  list(): RoleDefinition[] {
    return [...roles.map(builtIn), ...[...this.custom.values()].map(toDefinition)];
  }

  /** Takes the custom roles over from the database. */
  async load(): Promise<void> {
    this.custom = new Map((await this.roles.findAll()).map((role) => [role._id, role]));
  }

  /** Whether there are as many custom roles as there may be. */
  isFull(): boolean {
    return this.custom.size >= MAX_CUSTOM_ROLES;
  }

  /** Stores a new role in a transaction. Nobody has checked anything here: that is what the caller is for. */
  async insert(role: CustomRole, transaction: ClientSession): Promise<void> {
    await this.roles.insert(role, transaction);
  }

  /** The same for a change of a role. */
  async replace(role: CustomRole, transaction: ClientSession): Promise<void> {
    await this.roles.replace(role, transaction);
  }

  /** The same for its end. */
  async remove(key: string, transaction: ClientSession): Promise<void> {
    await this.roles.remove(key, transaction);
  }

  /** Takes a change that was stored over, here and in every other process. */
  async spread(): Promise<void> {
    await this.load();
    await this.signals.raise(ROLES_SIGNAL);
  }
}

function builtIn(key: Role): RoleDefinition {
  return { key, ...BUILT_IN[key], permissions: rolePermissions[key], builtIn: true };
}

function toDefinition({ _id, title, description, permissions }: RoleDocument): RoleDefinition {
  return { key: _id, title, description, permissions, builtIn: false };
}
