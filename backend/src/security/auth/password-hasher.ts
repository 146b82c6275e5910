import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { verify as verifyBcrypt } from '@node-rs/bcrypt';
import { randomToken } from '../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
/** A hash with a higher cost would keep a core busy for seconds: nobody imports such by intention. */
const MAX_BCRYPT_COST = 15;

/**
 * Argon2id (RFC 9106; the library's default variant) with the parameters of the configuration. Passwords are hashed in
 * the composed form (Unicode NFC, RFC 8265 OpaqueString), so that it does not matter which keyboard typed an accent.
 * Hashes of bcrypt, from an import, verify too and are upgraded with the next sign-in.
 */
@Injectable()
export class PasswordHasher implements OnModuleInit {
  private dummyHash = '';

  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  async onModuleInit(): Promise<void> {
    this.dummyHash = await this.hash(randomToken());
  }

  async hash(password: string): Promise<string> {
    const { memoryKiB, iterations } = this.config.passwords;
    return await hash(password.normalize('NFC'), { memoryCost: memoryKiB, timeCost: iterations, parallelism: 1 });
  }

  /**
   * Compares a password with a stored hash. Where there is none (an unknown account) it does the same work and answers
   * false, so that the time does not tell whether the account exists.
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    if (stored?.startsWith('$2') === true) return await matchesBcrypt(stored, password);
    const matches = await verify(stored ?? this.dummyHash, password.normalize('NFC'));
    return matches && stored !== null;
  }

  /** True when a hash was made with other parameters than those of today. */
  needsUpgrade(stored: string): boolean {
    const { memoryKiB, iterations } = this.config.passwords;
    return !stored.startsWith(`$argon2id$v=19$m=${String(memoryKiB)},t=${String(iterations)},p=1$`);
  }
}

// as it was typed: what made the hash knew nothing of our normalisation
async function matchesBcrypt(stored: string, password: string): Promise<boolean> {
  const cost = Number(BCRYPT.exec(stored)?.[1] ?? Infinity);
  return cost <= MAX_BCRYPT_COST && (await verifyBcrypt(password, stored));
}
