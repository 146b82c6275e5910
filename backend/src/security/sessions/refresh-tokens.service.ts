import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { deriveKey, tokenHash } from '../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

/** What a refresh token says: the session, which one of its tokens this is, and the secret that all of them carry. */
export interface RefreshTokenParts {
  readonly sessionId: string;
  /** Counts from 0; each use makes the next one. */
  readonly generation: number;
  readonly secret: string;
}

const FORM = /^([0-9a-f]{24})\.(0|[1-9]\d{0,8})\.([\w-]{22})\.([\w-]{43})$/;

/**
 * Writes and reads refresh tokens: `<session>.<generation>.<secret>.<mac>` (docs/adr/0009). The secret is known to the
 * token's holder only, the database has its hash; the mac is made with a key of this installation, the database has
 * nothing of it. So neither the database nor the key alone is enough to make a token, nor are both together.
 */
@Injectable()
export class RefreshTokensService {
  private readonly key: Buffer;

  constructor(@Inject(APP_CONFIG) config: AppConfig) {
    this.key = deriveKey(config.secrets.app, 'refresh-token');
  }

  /** The token of a generation. The same parts give the same token, so a successor need not be stored. */
  write({ sessionId, generation, secret }: RefreshTokenParts): string {
    const said = `${sessionId}.${String(generation)}.${secret}`;
    return `${said}.${this.mac(said).toString('base64url')}`;
  }

  /** What a token says, where this installation made it; null for everything else, however well it looks. */
  read(token: string): RefreshTokenParts | null {
    const [, sessionId = '', generation = '', secret = '', mac = ''] = FORM.exec(token) ?? [];
    if (sessionId === '') return null;
    const expected = this.mac(`${sessionId}.${generation}.${secret}`);
    if (!timingSafeEqual(expected, Buffer.from(mac, 'base64url'))) return null;
    return { sessionId, generation: Number(generation), secret };
  }

  /** The form in which a session keeps its secret. */
  hashOf(secret: string): string {
    return tokenHash(secret);
  }

  private mac(said: string): Buffer {
    return createHmac('sha256', this.key).update(said).digest();
  }
}
