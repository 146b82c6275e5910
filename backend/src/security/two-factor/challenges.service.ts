import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { randomToken } from '../../common/crypto/keys.js';
import { AppError } from '../../common/response/app-error.js';
import {
  type IssuedToken,
  type NewToken,
  OneTimeTokensService,
  type TokenPurpose,
  type TokenRecord,
} from '../one-time-tokens/one-time-tokens.service.js';
import { challengeExpired } from './two-factor.errors.js';

const PASSKEY_LIFETIME_MS = 5 * 60_000;
const passkeyDataSchema = z.object({ webauthn: z.string() });

/** A handle for the client, and the random text that its passkey is to sign (base64url, 32 bytes). */
export interface PasskeyChallenge {
  readonly handle: string;
  readonly webauthn: string;
}

/** The single-use tokens of proving who one is. A token that does not work is a challenge that has expired. */
@Injectable()
export class ChallengesService {
  constructor(private readonly tokens: OneTimeTokensService) {}

  async issue(token: NewToken): Promise<IssuedToken> {
    return await this.tokens.issue(token);
  }

  /** Looks without using it up. @throws AppError CHALLENGE_EXPIRED */
  async inspect(token: string, purpose: TokenPurpose): Promise<TokenRecord> {
    return await orExpired(this.tokens.inspect(token, purpose));
  }

  /** Uses it up: of many at once, one succeeds. @throws AppError CHALLENGE_EXPIRED */
  async consume(token: string, purpose: TokenPurpose): Promise<TokenRecord> {
    return await orExpired(this.tokens.consume(token, purpose));
  }

  /** Makes all challenges of a person for a purpose void. */
  async void(userId: string, purpose: TokenPurpose): Promise<void> {
    await this.tokens.void(userId, purpose);
  }

  /** @param use what the passkey is asked for and by whom: it is good for nothing else */
  async issueForPasskey(use: string): Promise<PasskeyChallenge> {
    const webauthn = randomToken();
    const { token } = await this.tokens.issue({
      purpose: 'passkey_challenge',
      subject: use,
      data: { webauthn },
      lifetimeMs: PASSKEY_LIFETIME_MS,
    });
    return { handle: token, webauthn };
  }

  /** Uses up what `issueForPasskey` made for the same use. @throws AppError CHALLENGE_EXPIRED */
  async consumeForPasskey(handle: string, use: string): Promise<string> {
    const { subject, data } = await this.consume(handle, 'passkey_challenge');
    if (subject !== use) throw challengeExpired();
    return passkeyDataSchema.parse(data).webauthn;
  }
}

async function orExpired<T>(look: Promise<T>): Promise<T> {
  try {
    return await look;
  } catch (error) {
    throw error instanceof AppError && error.code === 'TOKEN_INVALID' ? challengeExpired() : error;
  }
}
