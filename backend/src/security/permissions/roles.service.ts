import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { isBuiltInRole, type Permission, rolePermissions } from '@classy-book/contracts/permissions';
import { ChangeSignals } from '../../database/change-signals.js';
import { RoleRepository } from './role.repository.js';
import type { RoleDocument } from './role.schema.js';

/** The topic under which processes say that custom roles have changed. */
export const ROLES_SIGNAL = 'roles';

/**
 * What each role may do. The custom roles are few and kept in memory; a change in one process is taken over by the others
 * at once. A role that is not known carries nothing.
 */
@Injectable()
export class RolesService implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger(RolesService.name);
  private custom: ReadonlyMap<string, RoleDocument> = new Map();

  constructor(
    private readonly roles: RoleRepository,
    private readonly signals: ChangeSignals,
  ) {}

  onModuleInit(): void {
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

  /** Takes the custom roles over from the database. */
  async load(): Promise<void> {
    this.custom = new Map((await this.roles.findAll()).map((role) => [role._id, role]));
  }
}
