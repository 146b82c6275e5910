import { Injectable } from '@nestjs/common';
import type { CurrentUser } from '@classy-book/contracts/auth';
import type { Role } from '@classy-book/contracts/permissions';
import { roleRank, roles } from '@classy-book/contracts/permissions';
import { AppError } from '../../common/response/app-error.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import { type NewUser, UserRepository, type UserRecord } from './user.repository.js';
import { toCurrentUser } from './user.mapper.js';

/** An account as other features see it. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly isPrimaryAdmin: boolean;
  readonly isActive: boolean;
  readonly lockedUntil: Date | null;
  readonly lockReason: string | null;
  readonly profile: CurrentUser;
}

/** An account together with its password hash: for sign-in only. */
export interface AccountWithHash extends Account {
  readonly passwordHash: string;
}

/** The accounts of this installation. */
@Injectable()
export class UsersService {
  constructor(private readonly users: UserRepository) {}

  async findById(id: string): Promise<Account | null> {
    const user = await this.users.findById(id);
    return user === null ? null : toAccount(user);
  }

  async findByEmail(email: string): Promise<Account | null> {
    const user = await this.users.findByEmail(email);
    return user === null ? null : toAccount(user);
  }

  /** For sign-in: the account and its hash, null where there is no such account. */
  async findForSignIn(email: string): Promise<AccountWithHash | null> {
    const user = await this.users.findByEmailWithHash(email);
    return user === null ? null : { ...toAccount(user), passwordHash: user.passwordHash };
  }

  async findPrimaryAdmin(): Promise<AccountWithHash | null> {
    const user = await this.users.findPrimaryAdmin();
    return user === null ? null : { ...toAccount(user), passwordHash: user.passwordHash };
  }

  /**
   * Makes an account.
   * @throws AppError CONFLICT where the email is taken
   */
  async create(user: NewUser): Promise<Account> {
    try {
      return toAccount(await this.users.insert(user));
    } catch (error) {
      if (isDuplicateKey(error)) throw new AppError('CONFLICT', `There is an account for ${user.email} already.`);
      throw error;
    }
  }

  async upgradeHash(account: AccountWithHash, upgraded: string): Promise<void> {
    await this.users.upgradeHash(account.id, account.passwordHash, upgraded);
  }

  async setPassword(email: string, passwordHash: string): Promise<Account | null> {
    const user = await this.users.setPassword(email, passwordHash);
    return user === null ? null : toAccount(user);
  }

  /** Notes that the person was here; null where the account is gone. */
  async touch(id: string, at: Date): Promise<Account | null> {
    const user = await this.users.touch(id, at);
    return user === null ? null : toAccount(user);
  }

  /**
   * Locks an account on behalf of somebody with `actorRole`; null where there is no account that they may lock: it does
   * not exist, has a higher role, or is the primary administrator.
   */
  async lock(email: string, actorRole: Role, until: Date, reason: string): Promise<Account | null> {
    const within = roles.filter((role) => roleRank(role) <= roleRank(actorRole));
    const user = await this.users.lock(email, within, until, reason);
    return user === null ? null : toAccount(user);
  }

  async unlock(email: string, now: Date): Promise<boolean> {
    return await this.users.unlock(email, now);
  }

  /** The accounts that an administrator locked, at most 100, those that end first first. */
  async findLocked(now: Date): Promise<Account[]> {
    return (await this.users.findLocked(now)).map(toAccount);
  }
}

function toAccount(user: UserRecord): Account {
  return {
    id: user._id.toHexString(),
    email: user.email,
    role: user.role,
    isPrimaryAdmin: user.isPrimaryAdmin,
    isActive: user.isActive,
    lockedUntil: user.lockedUntil,
    lockReason: user.lockReason,
    profile: toCurrentUser(user),
  };
}
