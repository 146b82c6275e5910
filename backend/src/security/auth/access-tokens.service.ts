import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { z } from 'zod';
import { Clock } from '../../common/clock/clock.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

const CLOCK_SKEW_SECONDS = 60;

const claimsSchema = z.object({
  sub: objectIdSchema,
  sid: objectIdSchema,
  iat: z.number().int(),
  exp: z.number().int(),
});
/** The claims of an access token: who (`sub`), in which session (`sid`), from and to when (seconds, RFC 7519). */
export type AccessClaims = z.infer<typeof claimsSchema>;

/** The answer to every access token that cannot be used, whatever is wrong with it. */
export function unusableToken(): AppError {
  return new AppError('UNAUTHENTICATED', 'The access token is missing, wrong or expired. Sign in, or refresh it.');
}

/** Access tokens: JWTs signed with ES256 under a key that `kid` names. */
@Injectable()
export class AccessTokensService {
  /** The verifying key as PEM. */
  readonly publicKey: string;
  readonly keyId: string;
  private readonly privateKey: KeyObject;

  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.privateKey = createPrivateKey(config.secrets.jwtPrivateKeyPem);
    this.publicKey = createPublicKey(this.privateKey).export({ type: 'spki', format: 'pem' }).toString();
    this.keyId = createHash('sha256').update(this.publicKey).digest('base64url').slice(0, 16);
  }

  /** Makes the access token of a session, with its end. */
  async issue(userId: string, sessionId: string): Promise<{ token: string; expiresAt: Date }> {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    const exp = issuedAt + this.config.tokens.accessMinutes * 60;
    const claims: AccessClaims = { sub: userId, sid: sessionId, iat: issuedAt, exp };
    const token = await this.jwt.signAsync(claims, {
      privateKey: this.privateKey,
      algorithm: 'ES256',
      keyid: this.keyId,
      issuer: this.config.tokens.issuer,
      audience: this.config.tokens.audience,
    });
    return { token, expiresAt: new Date(exp * 1000) };
  }

  /**
   * Checks a token off the HTTP pipeline.
   * @throws AppError UNAUTHENTICATED
   */
  async verify(token: string): Promise<AccessClaims> {
    try {
      const payload = await this.jwt.verifyAsync<object>(token, { ...this.verifyOptions(), publicKey: this.publicKey });
      return this.checkClaims(payload);
    } catch {
      throw unusableToken();
    }
  }

  /** What a verified signature must still satisfy besides its algorithm, issuer, audience and end. */
  checkClaims(payload: unknown): AccessClaims {
    const claims = claimsSchema.safeParse(payload);
    const now = this.clock.now().getTime() / 1000;
    if (!claims.success || claims.data.iat > now + CLOCK_SKEW_SECONDS) throw unusableToken();
    return claims.data;
  }

  /** Only what this installation signed for itself; above all only ES256, so that `none` and HS256 are refused. */
  verifyOptions(): { algorithms: ['ES256']; issuer: string; audience: string } {
    return { algorithms: ['ES256'], issuer: this.config.tokens.issuer, audience: this.config.tokens.audience };
  }
}
