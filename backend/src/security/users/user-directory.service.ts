import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Permission, RoleKey } from '@classy-book/contracts/permissions';
import type { UpdateUserRequest, UserFilter, UserListQuery, UserState } from '@classy-book/contracts/users';
import { Page } from '../../common/response/page.js';
import { RolesService } from '../permissions/roles.service.js';
import type { Account } from './account.js';
import { AccountsOfUsers } from './accounts-of-users.js';
import { readCursor, sortOf, type UserSort, writeCursor } from './user-cursor.js';
import { UserDirectoryRepository } from './user-directory.repository.js';
import { behind, type StateFacts, statesOf, toUserQuery } from './user-query.js';
import type { UserRecord } from './user.repository.js';

export type { StateFacts } from './user-query.js';

/** An account with what administrators see of it besides. */
export interface DirectoryEntry extends Account {
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly passwordChangedAt: Date | null;
  readonly deleteAfter: Date | null;
  readonly mustChangePassword: boolean;
  /** The states of the account at a moment, where it is known whether the rules keep it locked. */
  statesAt(now: Date, isLockedByRules: boolean): UserState[];
}

const EXPORT_PAGE = 500;
const IDS_AT_ONCE = 200;

/** The people of this installation as administrators look through them. */
@Injectable()
export class UserDirectoryService implements OnApplicationBootstrap {
  private readonly logger = new Logger(UserDirectoryService.name);

  constructor(
    private readonly users: UserDirectoryRepository,
    private readonly views: AccountsOfUsers,
    private readonly roles: RolesService,
  ) {}

  /** People that were stored before names could be searched get what the search looks at. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      while ((await this.users.addSearchKeys()) > 0);
    } catch (error) {
      this.logger.warn({ err: error }, 'the names of older accounts cannot be searched yet');
    }
  }

  /**
   * One page of the people that a filter keeps. Who is there when the first page is read is met exactly once, unless
   * what is sorted by changes meanwhile.
   * @throws AppError VALIDATION_FAILED for a cursor that belongs to no such list
   */
  async page({ sort, cursor, limit, ...filter }: UserListQuery, facts: StateFacts): Promise<Page<DirectoryEntry>> {
    const query = toUserQuery(filter, facts);
    const rest = cursor === undefined ? query : behind(query, readCursor(cursor, sort));
    const found = await this.users.page(rest, sort, limit + 1);
    const { items, pagination } = Page.from(found, limit, (user) => cursorOf(user, sort));
    return new Page(
      items.map((user) => this.toEntry(user)),
      pagination,
    );
  }

  /** Everybody that a filter keeps, by email, some hundred at a time; each page is read when it is asked for. */
  async *pages(filter: UserFilter, facts: StateFacts): AsyncGenerator<readonly DirectoryEntry[]> {
    const query = toUserQuery(filter, facts);
    let rest = query;
    for (;;) {
      const found = await this.users.page(rest, 'email', EXPORT_PAGE);
      yield found.map((user) => this.toEntry(user));
      const last = found.at(-1);
      if (last === undefined || found.length < EXPORT_PAGE) return;
      rest = behind(query, { sort: 'email', value: last.email, id: last._id.toHexString() });
    }
  }

  async find(id: string): Promise<DirectoryEntry | null> {
    const user = await this.users.find(id);
    return user === null ? null : this.toEntry(user);
  }

  /** The accounts with these emails; those that have none are left out. */
  async findByEmails(emails: readonly string[]): Promise<Account[]> {
    const found = emails.length === 0 ? [] : await this.users.findByEmails(emails);
    return found.map((user) => this.views.of(user));
  }

  /** The accounts with these ids, by id, in one query; those that are gone are left out. */
  async findByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Account>> {
    const found = ids.length === 0 ? [] : await this.users.findByIds([...new Set(ids)]);
    return new Map(found.map((user) => [user._id.toHexString(), this.views.of(user)]));
  }

  /**
   * Active people whose role carries a permission, by email, at most `limit`.
   * @param begin how the email begins, in the form in which emails are stored
   */
  async findWithPermission(permission: Permission, limit: number, begin = ''): Promise<Account[]> {
    const holders = this.roles.list().filter(({ permissions }) => permissions.includes(permission));
    const keys = holders.map(({ key }) => key);
    const found = await this.users.findActiveWithRoles(keys, begin, limit);
    return found.map((user) => this.views.of(user));
  }

  /** Changes a name; null where the account is gone. */
  async rename(id: string, { firstName, lastName }: UpdateUserRequest): Promise<DirectoryEntry | null> {
    const names = {
      ...(firstName === undefined ? {} : { firstName }),
      ...(lastName === undefined ? {} : { lastName }),
    };
    const user = await this.users.rename(id, names);
    return user === null ? null : this.toEntry(user);
  }

  /** How many people have each role. */
  async countByRole(): Promise<ReadonlyMap<RoleKey, number>> {
    return await this.users.countByRole();
  }

  /** The ids of those who have a role, some hundred at a time. */
  async *idsWithRole(role: RoleKey): AsyncGenerator<readonly string[]> {
    let after = '';
    for (;;) {
      const found = await this.users.pageWithRole(role, after, IDS_AT_ONCE);
      if (found.length > 0) yield found.map(({ id }) => id);
      after = found.at(-1)?.email ?? '';
      if (found.length < IDS_AT_ONCE) return;
    }
  }

  private toEntry(user: UserRecord): DirectoryEntry {
    // an account that was made before the fields existed has none of them
    const { passwordChangedAt = null, deleteAfter = null, mustChangePassword = false } = user as Partial<UserRecord>;
    return {
      ...this.views.of(user),
      createdAt: user.createdAt,
      lastSeenAt: user.lastSeenAt,
      passwordChangedAt,
      deleteAfter,
      mustChangePassword,
      statesAt: (now, isLockedByRules) => statesOf(user, now, isLockedByRules),
    };
  }
}

function cursorOf(user: UserRecord, sort: UserSort): string {
  const { field } = sortOf(sort);
  const value = field === 'email' ? user.email : (user[field]?.getTime() ?? null);
  return writeCursor({ sort, value, id: user._id.toHexString() });
}
