import { Injectable } from '@nestjs/common';
import type { UserFilter, UserListItem, UserListQuery } from '@classy-book/contracts/users';
import { Clock } from '../../common/clock/clock.js';
import { Page } from '../../common/response/page.js';
import { LockoutService } from '../brute-force/lockout.service.js';
import { RolesService } from '../permissions/roles.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AvatarLinksService } from '../users/avatar-links.service.js';
import { type DirectoryEntry, type StateFacts, UserDirectoryService } from '../users/user-directory.service.js';

// beyond so many automatic locks at once a list by state knows those that last longest
const MAX_LOCKED_EMAILS = 2_000;

/** The people of this installation as lists show them. */
@Injectable()
export class UserListService {
  constructor(
    private readonly directory: UserDirectoryService,
    private readonly lockout: LockoutService,
    private readonly sessions: SessionsService,
    private readonly roles: RolesService,
    private readonly avatars: AvatarLinksService,
    private readonly clock: Clock,
  ) {}

  /**
   * One page of the people that a filter keeps, for one reader.
   * @throws AppError VALIDATION_FAILED for a cursor of another list
   */
  async page(query: UserListQuery, readerId: string): Promise<Page<UserListItem>> {
    const { items, pagination } = await this.directory.page(query, await this.factsFor(query));
    return new Page(await this.toItems(items, readerId), pagination);
  }

  /** Everybody that a filter keeps, by email, page by page, for one reader. */
  async *pages(filter: UserFilter, readerId: string): AsyncGenerator<readonly UserListItem[]> {
    for await (const entries of this.directory.pages(filter, await this.factsFor(filter))) {
      yield await this.toItems(entries, readerId);
    }
  }

  /** People with what stands elsewhere: locks by the rules, sessions, the titles of their roles. */
  async toItems(entries: readonly DirectoryEntry[], readerId: string): Promise<UserListItem[]> {
    const [locked, sessions] = await Promise.all([
      this.lockout.lockedAmong(entries.map(({ email }) => email)),
      this.sessions.countLivingOf(entries.map(({ id }) => id)),
    ]);
    return entries.map((entry) => ({
      ...this.toItem(entry, locked.get(entry.email) ?? null, sessions.get(entry.id) ?? 0),
      avatarUrl: this.avatars.of(entry, readerId),
    }));
  }

  private toItem(entry: DirectoryEntry, lockedByRules: Date | null, sessions: number): Omit<UserListItem, 'avatarUrl'> {
    const now = this.clock.now();
    const byHand = entry.lockedUntil !== null && entry.lockedUntil > now ? entry.lockedUntil : null;
    const ends = [byHand, lockedByRules].filter((end) => end !== null).map((end) => end.getTime());
    return {
      id: entry.id,
      email: entry.email,
      firstName: entry.profile.firstName,
      lastName: entry.profile.lastName,
      role: entry.role,
      roleTitle: this.roles.titleOf(entry.role),
      isPrimaryAdmin: entry.isPrimaryAdmin,
      states: entry.statesAt(now, lockedByRules !== null),
      lockedUntil: ends.length === 0 ? null : new Date(Math.max(...ends)).toISOString(),
      secondFactor: entry.secondFactorEnabled,
      sessions,
      createdAt: entry.createdAt.toISOString(),
      lastSeenAt: entry.lastSeenAt?.toISOString() ?? null,
    };
  }

  private async factsFor({ state }: UserFilter): Promise<StateFacts> {
    const matters = state?.some((one) => one === 'locked' || one === 'active') === true;
    return { now: this.clock.now(), lockedEmails: matters ? await this.lockout.lockedEmails(MAX_LOCKED_EMAILS) : [] };
  }
}
