import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { randomToken } from '../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

/** Argon2id (RFC 9106; the library's default variant) with the parameters of the configuration. */
@Injectable()
export class PasswordHasher implements OnModuleInit {
  private dummyHash = '';

  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  async onModuleInit(): Promise<void> {
    this.dummyHash = await this.hash(randomToken());
  }

  async hash(password: string): Promise<string> {
    const { memoryKiB, iterations } = this.config.passwords;
    return await hash(password, { memoryCost: memoryKiB, timeCost: iterations, parallelism: 1 });
  }

  /**
   * Compares a password with a stored hash. Where there is none (an unknown account) it does the same work and answers
   * false, so that the time does not tell whether the account exists.
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const matches = await verify(stored ?? this.dummyHash, password);
    return matches && stored !== null;
  }

  /** True when a hash was made with other parameters than those of today. */
  needsUpgrade(stored: string): boolean {
    const { memoryKiB, iterations } = this.config.passwords;
    return !stored.startsWith(`$argon2id$v=19$m=${String(memoryKiB)},t=${String(iterations)},p=1$`);
  }
}
