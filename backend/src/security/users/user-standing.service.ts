import { Injectable } from '@nestjs/common';
import type { RoleKey } from '@classy-book/contracts/permissions';
import type { ClientSession } from 'mongoose';
import { AppError } from '../../common/response/app-error.js';
import { DatabaseService } from '../../database/database.service.js';
import { RolesService } from '../permissions/roles.service.js';
import type { Account } from './account.js';
import { AccountsOfUsers } from './accounts-of-users.js';
import { UserDirectoryRepository } from './user-directory.repository.js';

/** What holds while it is one's turn: nobody else changes roles or who has them. */
export interface StandingTurn {
  /** For writes that belong to the turn. */
  readonly session: ClientSession;
  account(id: string): Promise<Account | null>;
  countWithRole(role: RoleKey): Promise<number>;
}

/** Refuses by throwing. It may be asked more than once, so it does nothing but look. */
export type StandingCheck = (target: Account, turn: StandingTurn) => Promise<void>;

const TOPIC = 'standing';
const TOP_ROLE = 'super_admin';

/**
 * Changes of what somebody is: role, open or closed, there or gone. They take turns, in all processes, together with
 * changes of the roles themselves. So what a change was allowed by is still so when it is written, and of two
 * super administrators who remove each other at the same moment one is left.
 */
@Injectable()
export class UserStandingService {
  constructor(
    private readonly database: DatabaseService,
    private readonly users: UserDirectoryRepository,
    private readonly roles: RolesService,
    private readonly views: AccountsOfUsers,
  ) {}

  /** Runs `work` in a turn of its own. It may run more than once, and does nothing but use the database. */
  async takeTurn<T>(work: (turn: StandingTurn) => Promise<T>): Promise<T> {
    return await this.database.takeTurn(TOPIC, async (session) => {
      // what another process did to the roles in the turn before may not be known here yet
      await this.roles.load();
      return await work({
        session,
        account: async (id) => await this.find(id, session),
        countWithRole: async (role) => await this.users.countWithRole(role, session),
      });
    });
  }

  /**
   * Gives somebody a role.
   * @returns who they were before
   * @throws AppError ACCOUNT_NOT_FOUND, LAST_SUPER_ADMIN, VALIDATION_FAILED for a role that does not exist, and what
   *   `check` throws
   */
  async changeRole(id: string, role: RoleKey, check: StandingCheck): Promise<Account> {
    return await this.change(id, check, async (target, turn) => {
      if (!this.roles.exists(role)) throw unknownRole();
      if (target.role !== role) await this.keepOneOnTop(target, turn);
      await this.users.setRole(id, role, turn.session);
    });
  }

  /**
   * Closes an account.
   * @returns who they were before
   * @throws AppError ACCOUNT_NOT_FOUND, LAST_SUPER_ADMIN, and what `check` throws
   */
  async deactivate(id: string, check: StandingCheck): Promise<Account> {
    return await this.change(id, check, async (target, turn) => {
      await this.keepOneOnTop(target, turn);
      await this.users.setActive(id, false, turn.session);
    });
  }

  /** Opens a closed account again. @throws AppError ACCOUNT_NOT_FOUND, and what `check` throws */
  async activate(id: string, check: StandingCheck): Promise<Account> {
    return await this.change(id, check, async (_target, turn) => {
      await this.users.setActive(id, true, turn.session);
    });
  }

  /**
   * Does something that ends in somebody not being here any more, such as noting when an account goes, or removing it.
   * @param write its writes, in the session of the turn
   * @throws AppError ACCOUNT_NOT_FOUND, LAST_SUPER_ADMIN, and what `check` throws
   */
  async leave(id: string, check: StandingCheck, write: (session: ClientSession) => Promise<void>): Promise<Account> {
    return await this.change(id, check, async (target, turn) => {
      await this.keepOneOnTop(target, turn);
      await write(turn.session);
    });
  }

  private async change(id: string, check: StandingCheck, write: StandingCheck): Promise<Account> {
    return await this.takeTurn(async (turn) => {
      const target = await turn.account(id);
      if (target === null) throw new AppError('ACCOUNT_NOT_FOUND', 'There is no such account any more.');
      await check(target, turn);
      await write(target, turn);
      return target;
    });
  }

  private async keepOneOnTop({ id, role }: Account, { session }: StandingTurn): Promise<void> {
    if (role !== TOP_ROLE || (await this.users.isRoleKept(TOP_ROLE, id, session))) return;
    throw new AppError(
      'LAST_SUPER_ADMIN',
      'This is the last super administrator. Make somebody else one first, so that somebody can look after this place.',
    );
  }

  private async find(id: string, session: ClientSession): Promise<Account | null> {
    const user = await this.users.find(id, session);
    return user === null ? null : this.views.of(user);
  }
}

function unknownRole(): AppError {
  return new AppError('VALIDATION_FAILED', 'There is no such role.', {
    details: [{ path: 'role', message: 'is not a role of this installation' }],
  });
}
