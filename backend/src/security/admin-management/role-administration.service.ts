import { Injectable } from '@nestjs/common';
import {
  isBuiltInRole,
  mayActOn,
  personalPermissions,
  type Permission,
  permissions as allPermissions,
} from '@classy-book/contracts/permissions';
import type { CreateRoleRequest, RoleView, UpdateRoleRequest } from '@classy-book/contracts/users';
import { EventBus } from '../../common/events/event-bus.js';
import type { EventFacts, RoleChanged } from '../../common/events/identity-events.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { type CustomRole, type RoleDefinition, RolesService } from '../permissions/roles.service.js';
import { UserDirectoryService } from '../users/user-directory.service.js';
import { type StandingTurn, UserStandingService } from '../users/user-standing.service.js';
import { unknownRole } from './admin-management.errors.js';
import { AftermathService } from './aftermath.service.js';
import { AuthorityService } from './authority.service.js';

/** The roles that an installation makes itself. Nobody grants what they lack, nobody edits what holds more than they do. */
@Injectable()
export class RoleAdministrationService {
  constructor(
    private readonly roles: RolesService,
    private readonly standing: UserStandingService,
    private readonly directory: UserDirectoryService,
    private readonly authority: AuthorityService,
    private readonly aftermath: AftermathService,
    private readonly events: EventBus,
  ) {}

  /** All roles with how many people have them, and whether the caller may hand them out. */
  async list(caller: Caller): Promise<RoleView[]> {
    const people = await this.directory.countByRole();
    return this.roles.list().map((role) => this.view(role, people.get(role.key) ?? 0, caller));
  }

  /**
   * Makes a role.
   * @throws AppError CONFLICT where the key is taken, FORBIDDEN for permissions that the caller lacks, LIMIT_REACHED
   */
  async create(request: CreateRoleRequest, caller: Caller): Promise<RoleView> {
    const role = { ...request, permissions: inOrder(request.permissions) };
    await this.standing.takeTurn(async (turn) => {
      await this.authority.requireToHold(role.permissions, await this.authority.authorityIn(turn, caller), caller);
      // a key that somebody still carries would hand them what the new role holds
      if (this.roles.exists(role.key) || (await turn.countWithRole(role.key)) > 0) {
        throw new AppError('CONFLICT', `The key ${role.key} is taken. Choose another one.`);
      }
      if (this.roles.isFull()) {
        throw new AppError('LIMIT_REACHED', 'There are 100 roles already. Delete one that nobody has.');
      }
      await this.roles.insert(role, turn.session);
    });
    await this.spread('created', { before: null, after: role }, caller);
    return this.view({ ...role, builtIn: false }, 0, caller);
  }

  /**
   * Changes a role; its people have what it holds now with their next request. Where it becomes one of the console, they
   * sign in again, under the limits of the console.
   * @throws AppError NOT_FOUND, CONFLICT for a built-in role or permissions of one's own, FORBIDDEN where it holds, or is to
   *   hold, more than the caller
   */
  async update(key: string, request: UpdateRoleRequest, caller: Caller): Promise<RoleView> {
    const role = { key, ...request, permissions: inOrder(request.permissions) };
    const before = await this.standing.takeTurn(async (turn) => {
      const current = await this.requireReach(key, turn, caller);
      await this.authority.requireToHold(role.permissions, await this.authority.authorityIn(turn, caller), caller);
      if (caller.principal.role === key && !isSame(current.permissions, role.permissions)) {
        throw new AppError('CONFLICT', 'This is your own role: ask somebody else to change what it may do.');
      }
      await this.roles.replace(role, turn.session);
      return current;
    });
    await this.spread('updated', { before, after: role }, caller);
    if (!before.permissions.includes('admin:access') && role.permissions.includes('admin:access')) {
      await this.aftermath.endSessionsOf(key, caller);
    }
    // what it gained may be more than a sender holds, what it lost may be what a sender sent by
    if (!isSame(before.permissions, role.permissions)) await this.aftermath.withdrawStaleInvitations(caller);
    const people = await this.directory.countByRole();
    return this.view({ ...role, builtIn: false }, people.get(key) ?? 0, caller);
  }

  /**
   * Deletes a role that nobody has and nobody is invited to.
   * @throws AppError NOT_FOUND, CONFLICT for a built-in role, FORBIDDEN where it holds more than the caller, ROLE_IN_USE
   */
  async remove(key: string, caller: Caller): Promise<void> {
    const removed = await this.standing.takeTurn(async (turn) => {
      const current = await this.requireReach(key, turn, caller);
      const people = await turn.countWithRole(key);
      const invited = await this.aftermath.countInvitationsTo(key);
      if (people + invited > 0) {
        const what = `${String(people)} people have this role, and ${String(invited)} are invited to it`;
        throw new AppError('ROLE_IN_USE', `${what}. Give them another one first.`);
      }
      await this.roles.remove(key, turn.session);
      return current;
    });
    await this.spread('deleted', { before: removed, after: null }, caller);
  }

  private async requireReach(key: string, turn: StandingTurn, caller: Caller): Promise<RoleDefinition> {
    const role = this.roles.find(key);
    if (role === null) throw unknownRole();
    if (isBuiltInRole(key)) throw new AppError('CONFLICT', 'Built-in roles stay as they are. Make one of your own.');
    await this.authority.requireToHold(role.permissions, await this.authority.authorityIn(turn, caller), caller);
    return role;
  }

  private async spread(
    change: RoleChanged['change'],
    { before, after }: { readonly before: CustomRole | null; readonly after: CustomRole | null },
    { actor, origin }: Caller,
  ): Promise<void> {
    await this.roles.spread();
    const { key, permissions } = after ?? before ?? { key: '', permissions: [] };
    const told = { before: factsOf(before), after: factsOf(after) };
    await this.events.publish('role.changed', { change, role: key, permissions, ...told, actor, origin });
  }

  private view({ permissions, ...role }: RoleDefinition, people: number, caller: Caller): RoleView {
    const held = this.authority.authorityOf(caller).permissions;
    return { ...role, permissions: [...permissions], people, assignable: mayActOn(held, permissions) };
  }
}

function factsOf(role: CustomRole | null): EventFacts | null {
  if (role === null) return null;
  const { title, description, permissions } = role;
  return { title, description, permissions };
}

// each once, in the order of the contracts; whoever has a role has an account, so every role carries what is for that
function inOrder(chosen: readonly Permission[]): Permission[] {
  return allPermissions.filter((one) => chosen.includes(one) || personalPermissions.includes(one));
}

function isSame(a: readonly Permission[], b: readonly Permission[]): boolean {
  return a.length === b.length && mayActOn(a, b);
}
