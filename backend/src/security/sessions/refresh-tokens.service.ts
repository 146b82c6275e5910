import { Inject, Injectable } from '@nestjs/common';
import { Types } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { deriveKey, randomToken, sign, tokenHash } from '../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { RefreshTokenRepository } from './refresh-token.repository.js';

/** How long a used token is still answered with its successor: tabs that refresh at once, an answer that got lost. */
export const SUCCESSOR_WINDOW_MS = 30_000;

/** What became of a token that was presented. */
export type Rotation =
  | { readonly kind: 'rotated'; readonly sessionId: string; readonly successor: string }
  | { readonly kind: 'reused'; readonly sessionId: string }
  | { readonly kind: 'unknown' };

/**
 * Refresh tokens that are used once. The successor of a token is derived from it with a key of this installation, so
 * everybody who presents the same token within the window gets the same successor: one family, however many tabs.
 */
@Injectable()
export class RefreshTokensService {
  private readonly successorKey: Buffer;

  constructor(
    private readonly tokens: RefreshTokenRepository,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.successorKey = deriveKey(config.secrets.app, 'refresh-successor');
  }

  /** Makes the first token of a session. */
  async issue(sessionId: Types.ObjectId, expiresAt: Date): Promise<string> {
    const token = randomToken();
    await this.tokens.insert(sessionId, tokenHash(token), expiresAt);
    return token;
  }

  /**
   * Uses a token. `reused` means that it was used before the window: it was copied, and its family must end. The
   * successor counts once it was stored with `store`.
   */
  async rotate(token: string): Promise<Rotation> {
    const successor = sign(this.successorKey, token);
    const now = this.clock.now();
    const presented =
      (await this.tokens.claim(tokenHash(token), tokenHash(successor), now)) ??
      (await this.tokens.findByHash(tokenHash(token)));
    if (presented === null || presented.expiresAt <= now || presented.usedAt === null) return { kind: 'unknown' };
    const sessionId = presented.sessionId.toHexString();
    if (now.getTime() - presented.usedAt.getTime() > SUCCESSOR_WINDOW_MS) return { kind: 'reused', sessionId };
    return { kind: 'rotated', sessionId, successor };
  }

  /** Stores the successor that `rotate` gave. */
  async store(sessionId: string, successor: string, expiresAt: Date): Promise<void> {
    await this.tokens.insert(new Types.ObjectId(sessionId), tokenHash(successor), expiresAt);
  }

  /** The session that a token belongs to, used or not; null where it is unknown. */
  async findSession(token: string): Promise<string | null> {
    const found = await this.tokens.findByHash(tokenHash(token));
    return found?.sessionId.toHexString() ?? null;
  }
}
