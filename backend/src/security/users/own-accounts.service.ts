import { Injectable } from '@nestjs/common';
import type { UpdateProfileRequest } from '@classy-book/contracts/account';
import type { ClientSession } from 'mongoose';
import { AppError } from '../../common/response/app-error.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import type { Account } from './account.js';
import { AccountsOfUsers } from './accounts-of-users.js';
import { OwnAccountRepository } from './own-account.repository.js';
import type { UserRecord } from './user.repository.js';

/** What is stored about a person in their account, for their own eyes: everything but the hash of the password. */
export type AccountRecord = Omit<
  UserRecord,
  '_id' | 'firstNameKey' | 'lastNameKey' | 'isPrimaryAdmin' | 'mustChangePassword'
>;

/** A change of an account, null where what it was based on did not hold any more. */
type Changed = Promise<Account | null>;

/** What the owner of an account changes in it, by themselves or through a link that was mailed to them. */
@Injectable()
export class OwnAccountsService {
  constructor(
    private readonly accounts: OwnAccountRepository,
    private readonly views: AccountsOfUsers,
  ) {}

  /** The hash of the password; null where there is none. */
  async passwordHashOf(id: string): Promise<string | null> {
    return await this.accounts.findHash(id);
  }

  /** Everything that stands in the account; null where it is gone. */
  async recordOf(id: string): Promise<AccountRecord | null> {
    const user = await this.accounts.find(id);
    if (user === null) return null;
    const { _id, firstNameKey: _first, lastNameKey: _last, ...rest } = user;
    const { isPrimaryAdmin: _primary, mustChangePassword: _must, ...record } = rest;
    return record;
  }

  /** What is left out stays. */
  async changeProfile(id: string, { firstName, lastName, locale, theme }: UpdateProfileRequest): Changed {
    const change = { firstName, lastName, locale, theme };
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    return this.toAccount(await this.accounts.changeProfile(id, given));
  }

  /** Null where the account has another email by now, or has verified this one already. */
  async verifyEmail(id: string, email: string, at: Date): Changed {
    return this.toAccount(await this.accounts.verifyEmail(id, email, at));
  }

  /**
   * Gives an account another email, which counts as verified.
   * @param from what it must have now
   * @throws AppError CONFLICT where somebody else has the new one
   */
  async changeEmail(id: string, from: string, to: string, at: Date): Changed {
    try {
      return this.toAccount(await this.accounts.changeEmail(id, from, to, at));
    } catch (error) {
      if (isDuplicateKey(error)) throw new AppError('CONFLICT', `${to} has an account already.`);
      throw error;
    }
  }

  /** @param known the hash that it must have now, null for none */
  async changePassword(id: string, known: string | null, hash: string, at: Date): Changed {
    return this.toAccount(await this.accounts.changePassword(id, known, hash, at));
  }

  /** Through a link that was mailed to `email`, which the account must still have; it is verified by that. */
  async resetPassword(id: string, email: string, hash: string, at: Date): Changed {
    return this.toAccount(await this.accounts.resetPassword(id, email, hash, at));
  }

  /** Takes the password away, so that whoever knows it comes in no more; null where there is none. */
  async voidPassword(id: string, at: Date): Changed {
    return this.toAccount(await this.accounts.voidPassword(id, at));
  }

  /** In a turn of `UserStandingService.leave`; null where a deletion was asked for already. */
  async requestDeletion(id: string, deleteAfter: Date, turn: ClientSession): Changed {
    return this.toAccount(await this.accounts.requestDeletion(id, deleteAfter, turn));
  }

  /** Null where none was asked for, or where it is too late. */
  async cancelDeletion(id: string, now: Date): Changed {
    return this.toAccount(await this.accounts.cancelDeletion(id, now));
  }

  /** In a turn of `UserStandingService.leave`: closes an account that is to go now. */
  async makeDue(id: string, now: Date, turn: ClientSession): Promise<void> {
    await this.accounts.makeDue(id, now, turn);
  }

  /** The ids of accounts whose grace period is over. */
  async findDue(now: Date, limit: number): Promise<string[]> {
    return await this.accounts.findDue(now, limit);
  }

  /** Closes an account that is due; null where it is not. */
  async closeDue(id: string, now: Date): Changed {
    return this.toAccount(await this.accounts.closeDue(id, now));
  }

  /** Deletes an account that is due and closed; null for all but one of many who try at once. */
  async removeDue(id: string, now: Date): Changed {
    return this.toAccount(await this.accounts.removeDue(id, now));
  }

  private toAccount(user: UserRecord | null): Account | null {
    return user === null ? null : this.views.of(user);
  }
}
