import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { randomToken, tokenHash } from '../../common/crypto/keys.js';
import { OneTimeTokenRepository } from './one-time-token.repository.js';
import type { OneTimeTokenDocument, TokenPurpose } from './one-time-token.schema.js';
import { invalidToken } from './one-time-tokens.errors.js';

export type { TokenPurpose } from './one-time-token.schema.js';

/** What is to be remembered with a token. */
export interface NewToken {
  readonly purpose: TokenPurpose;
  /** Whose it is: a user id, or an email where there is no account yet. */
  readonly subject: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly lifetimeMs: number;
  /** Older tokens of the same subject and purpose become void. */
  readonly replaces?: boolean;
}

/** A token that was handed out. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** What was remembered with a token. `id` names it without being it. */
export interface TokenRecord {
  readonly id: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * Single-use tokens: 256 random bits, stored as a hash, bound to one purpose, gone with their first use or their end
 * (ASVS 6.5.1, 6.5.5). For links in mails, sign-in challenges and everything else that is handed out and comes back once.
 */
@Injectable()
export class OneTimeTokensService {
  constructor(
    private readonly tokens: OneTimeTokenRepository,
    private readonly clock: Clock,
  ) {}

  async issue({ purpose, subject, data = {}, lifetimeMs, replaces = false }: NewToken): Promise<IssuedToken> {
    if (replaces) await this.tokens.removeAll(subject, purpose);
    const token = randomToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + lifetimeMs);
    await this.tokens.insert({ _id: tokenHash(token), purpose, subject, data, createdAt: now, expiresAt });
    return { token, expiresAt };
  }

  /**
   * Looks without using it up.
   * @throws AppError TOKEN_INVALID
   */
  async inspect(token: string, purpose: TokenPurpose): Promise<TokenRecord> {
    return required(await this.tokens.find(tokenHash(token), purpose, this.clock.now()));
  }

  /**
   * Uses it up: of many at once, one succeeds.
   * @throws AppError TOKEN_INVALID where it is unknown, used, expired or for something else
   */
  async consume(token: string, purpose: TokenPurpose): Promise<TokenRecord> {
    return required(await this.tokens.take(tokenHash(token), purpose, this.clock.now()));
  }

  /** The newest living token of a subject for a purpose; null where there is none. */
  async newestOf(subject: string, purpose: TokenPurpose): Promise<TokenRecord | null> {
    const found = await this.tokens.findNewest(subject, purpose, this.clock.now());
    return found === null ? null : toRecord(found);
  }

  /** Makes all tokens of a subject for a purpose void. @returns how many there were */
  async void(subject: string, purpose: TokenPurpose): Promise<number> {
    return await this.tokens.removeAll(subject, purpose);
  }

  /** The living tokens of a purpose, newest first. */
  async list(purpose: TokenPurpose, limit: number): Promise<TokenRecord[]> {
    return (await this.tokens.list(purpose, this.clock.now(), limit)).map(toRecord);
  }

  /** Makes one token void by its `id`; null where there is none. */
  async withdraw(id: string, purpose: TokenPurpose): Promise<TokenRecord | null> {
    const removed = await this.tokens.removeOne(id, purpose);
    return removed === null ? null : toRecord(removed);
  }
}

function required(found: OneTimeTokenDocument | null): TokenRecord {
  if (found === null) throw invalidToken();
  return toRecord(found);
}

function toRecord({ _id, subject, data, createdAt, expiresAt }: OneTimeTokenDocument): TokenRecord {
  return { id: _id, subject, data, createdAt, expiresAt };
}
