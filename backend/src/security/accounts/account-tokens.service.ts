import { Injectable } from '@nestjs/common';
import {
  type IssuedToken,
  OneTimeTokensService,
  type TokenPurpose,
  type TokenRecord,
} from '../one-time-tokens/one-time-tokens.service.js';
import { invalidToken } from '../one-time-tokens/one-time-tokens.errors.js';
import { type Account, UsersService } from '../users/users.service.js';

/** The links that open something of an account that exists. */
export type AccountTokenPurpose = Extract<
  TokenPurpose,
  'verify_email' | 'reset_password' | 'change_email' | 'undo_email_change' | 'disown_sign_in'
>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIFETIMES: Readonly<Record<AccountTokenPurpose, number>> = {
  verify_email: DAY_MS,
  reset_password: HOUR_MS,
  change_email: DAY_MS,
  undo_email_change: 7 * DAY_MS,
  disown_sign_in: 7 * DAY_MS,
};

/** A link together with the account that it belongs to. */
export interface AccountToken {
  readonly account: Account;
  /** When the link was made. */
  readonly issuedAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The single-use tokens of accounts: bound to a purpose, an account and what they were made for. */
@Injectable()
export class AccountTokensService {
  constructor(
    private readonly tokens: OneTimeTokensService,
    private readonly users: UsersService,
  ) {}

  async issue(
    userId: string,
    purpose: AccountTokenPurpose,
    data: Readonly<Record<string, string>>,
    replaces = false,
  ): Promise<IssuedToken> {
    return await this.tokens.issue({ purpose, subject: userId, data, lifetimeMs: LIFETIMES[purpose], replaces });
  }

  /**
   * Looks without using it up.
   * @throws AppError TOKEN_INVALID; also where the account is gone or closed
   */
  async inspect(token: string, purpose: AccountTokenPurpose): Promise<AccountToken> {
    return await this.withAccount(await this.tokens.inspect(token, purpose));
  }

  /**
   * Uses it up: of many at once, one succeeds.
   * @throws AppError TOKEN_INVALID; also where the account is gone or closed
   */
  async consume(token: string, purpose: AccountTokenPurpose): Promise<AccountToken> {
    return await this.withAccount(await this.tokens.consume(token, purpose));
  }

  /** The same for what must also be possible when somebody has closed the account: the way back after a theft. */
  async consumeOfAny(token: string, purpose: AccountTokenPurpose): Promise<AccountToken> {
    return await this.withAccount(await this.tokens.consume(token, purpose), true);
  }

  /** Makes links of an account void: all of the purposes that are named. */
  async void(userId: string, ...purposes: readonly AccountTokenPurpose[]): Promise<void> {
    await Promise.all(purposes.map(async (purpose) => await this.tokens.void(userId, purpose)));
  }

  /** Makes every link of an account void. */
  async voidAll(userId: string): Promise<void> {
    await this.void(userId, ...(Object.keys(LIFETIMES) as AccountTokenPurpose[]));
  }

  private async withAccount({ subject, data, createdAt }: TokenRecord, mayBeClosed = false): Promise<AccountToken> {
    const account = /^[0-9a-f]{24}$/.test(subject) ? await this.users.findById(subject) : null;
    if (account === null || !(account.isActive || mayBeClosed)) throw invalidToken();
    return { account, data, issuedAt: createdAt };
  }
}

/** A text that a token carries. @throws AppError TOKEN_INVALID where it does not */
export function textOf(data: Readonly<Record<string, unknown>>, key: string): string {
  const value = data[key];
  if (typeof value !== 'string') throw invalidToken();
  return value;
}
