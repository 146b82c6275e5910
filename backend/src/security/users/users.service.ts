import { Injectable } from '@nestjs/common';
import type { RoleKey } from '@classy-book/contracts/permissions';
import { AppError } from '../../common/response/app-error.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import type { Account } from './account.js';
import { AccountsOfUsers } from './accounts-of-users.js';
import { type NewUser, UserRepository, type UserRecord } from './user.repository.js';

export type { Account } from './account.js';

/** An account together with its password hash, null where it has none: for checking passwords only. */
export interface AccountWithHash extends Account {
  readonly passwordHash: string | null;
}

/** The accounts of this installation. */
@Injectable()
export class UsersService {
  constructor(
    private readonly users: UserRepository,
    private readonly views: AccountsOfUsers,
  ) {}

  async findById(id: string): Promise<Account | null> {
    return this.toAccountOrNull(await this.users.findById(id));
  }

  async findByEmail(email: string): Promise<Account | null> {
    return this.toAccountOrNull(await this.users.findByEmail(email));
  }

  /** For sign-in: the account and its hash, null where there is no such account. */
  async findForSignIn(email: string): Promise<AccountWithHash | null> {
    const user = await this.users.findByEmailWithHash(email);
    return user === null ? null : { ...this.toAccount(user), passwordHash: user.passwordHash };
  }

  async findPrimaryAdmin(): Promise<AccountWithHash | null> {
    const user = await this.users.findPrimaryAdmin();
    return user === null ? null : { ...this.toAccount(user), passwordHash: user.passwordHash };
  }

  /**
   * Makes an account.
   * @throws AppError CONFLICT where the email is taken
   */
  async create(user: NewUser): Promise<Account> {
    try {
      return this.toAccount(await this.users.insert(user));
    } catch (error) {
      if (isDuplicateKey(error)) throw new AppError('CONFLICT', `There is an account for ${user.email} already.`);
      throw error;
    }
  }

  /** Replaces a hash with a stronger one of the same password, unless the password was changed meanwhile. */
  async upgradeHash(id: string, verified: string, upgraded: string): Promise<void> {
    await this.users.upgradeHash(id, verified, upgraded);
  }

  async setPassword(email: string, passwordHash: string, at: Date): Promise<Account | null> {
    return this.toAccountOrNull(await this.users.setPassword(email, passwordHash, at));
  }

  /**
   * Locks an account that still has `role`, so that a promotion at the same moment is not overlooked; null where it does
   * not, or is the primary administrator's.
   */
  async lock(id: string, role: RoleKey, until: Date, reason: string): Promise<Account | null> {
    return this.toAccountOrNull(await this.users.lock(id, role, until, reason));
  }

  async unlock(email: string, now: Date): Promise<boolean> {
    return await this.users.unlock(email, now);
  }

  /** Lifts exactly this lock; false where it is gone, or was changed since. */
  async liftLock(id: string, until: Date, reason: string): Promise<boolean> {
    return await this.users.liftLock(id, until, reason);
  }

  /** The accounts that an administrator locked, at most 100, those that end first first. */
  async findLocked(now: Date): Promise<Account[]> {
    return (await this.users.findLocked(now)).map((user) => this.toAccount(user));
  }

  private toAccountOrNull(user: UserRecord | null): Account | null {
    return user === null ? null : this.toAccount(user);
  }

  private toAccount(user: UserRecord): Account {
    return this.views.of(user);
  }
}
