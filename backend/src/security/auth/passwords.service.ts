import { Injectable } from '@nestjs/common';
import type { RoleKey } from '@classy-book/contracts/permissions';
import { Clock } from '../../common/clock/clock.js';
import { type Account, UsersService } from '../users/users.service.js';
import { PasswordHasher } from './password-hasher.js';

/** An account to make, with the password in clear. */
export interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: RoleKey;
  readonly isPrimaryAdmin: boolean;
  /** The password opens the account for choosing another one, and for nothing else. */
  readonly mustChangePassword?: boolean;
}

/** Hashes and checks passwords; makes accounts and sets passwords for those who administer the installation. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly users: UsersService,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError CONFLICT where the email is taken, or a primary administrator exists already */
  async createAccount({ password, ...account }: NewAccount): Promise<Account> {
    const now = this.clock.now();
    // whoever makes an account for somebody vouches for the address
    const vouched = { ...account, emailVerifiedAt: now, passwordChangedAt: now };
    return await this.users.create({ ...vouched, passwordHash: await this.hasher.hash(password) });
  }

  /** Sets a password that its owner must replace at the next sign-in; null where there is no such account. */
  async setPassword(email: string, password: string): Promise<Account | null> {
    return await this.users.setPassword(email, await this.hasher.hash(password), this.clock.now());
  }

  /** The hash of a new password, for whoever stores it. */
  async hash(password: string): Promise<string> {
    return await this.hasher.hash(password);
  }

  /** True where a password belongs to a hash; the same work is done where there is none. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    return await this.hasher.verify(stored, password);
  }

  /** True when `password` is the primary administrator's. */
  async isPrimaryAdminPassword(password: string): Promise<boolean> {
    const admin = await this.users.findPrimaryAdmin();
    return admin !== null && (await this.hasher.verify(admin.passwordHash, password));
  }
}
