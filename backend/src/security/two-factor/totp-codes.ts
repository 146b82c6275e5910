import { Injectable, Logger } from '@nestjs/common';
import { generateSecret, generateURI, verify } from 'otplib';
import { Clock } from '../../common/clock/clock.js';
import { SecretBox } from '../../common/crypto/secret-box.js';

const ISSUER = 'Classy Book';
const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;

/** A new seed: to show once, and as it is kept. */
export interface NewSeed {
  readonly secret: string;
  readonly uri: string;
  readonly sealed: string;
}

/** The codes of authenticator apps (RFC 6238): six digits, 30 seconds, one step of tolerance on either side. */
@Injectable()
export class TotpCodes {
  private readonly logger = new Logger(TotpCodes.name);

  constructor(
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** A seed for one authenticator of one person; sealed it opens for that one only. */
  make(userId: string, authenticatorId: string, email: string): NewSeed {
    const secret = generateSecret({ length: SECRET_BYTES });
    return {
      secret,
      uri: generateURI({ issuer: ISSUER, label: email, secret }),
      sealed: this.box.seal(secret, contextOf(userId, authenticatorId)),
    };
  }

  /**
   * The time step whose code this is, null where it is no code of these minutes. Whether the code was used before is for
   * whoever remembers the steps.
   */
  async stepOf(userId: string, authenticatorId: string, sealed: string, code: string): Promise<number | null> {
    const secret = this.open(userId, authenticatorId, sealed);
    if (secret === null) return null;
    const result = await verify({
      secret,
      token: code,
      period: PERIOD_SECONDS,
      epoch: Math.floor(this.clock.now().getTime() / 1000),
      epochTolerance: PERIOD_SECONDS,
    });
    return result.valid && 'timeStep' in result ? result.timeStep : null;
  }

  /** True where the seed is not under the current key. */
  isOutdated(sealed: string): boolean {
    return this.box.isOutdated(sealed);
  }

  /** The same seed under the current key; null where it cannot be opened. */
  reseal(userId: string, authenticatorId: string, sealed: string): string | null {
    const secret = this.open(userId, authenticatorId, sealed);
    return secret === null ? null : this.box.seal(secret, contextOf(userId, authenticatorId));
  }

  // one seed that cannot be opened must not keep its owner from their other authenticators
  private open(userId: string, authenticatorId: string, sealed: string): string | null {
    try {
      return this.box.open(sealed, contextOf(userId, authenticatorId));
    } catch (error) {
      this.logger.error({ err: error, userId, authenticatorId }, 'the seed of an authenticator cannot be opened');
      return null;
    }
  }
}

function contextOf(userId: string, authenticatorId: string): string {
  return `totp:${userId}:${authenticatorId}`;
}
