import { Inject, Injectable } from '@nestjs/common';
import { hashRaw } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';
import { Clock } from '../../common/clock/clock.js';
import { randomToken } from '../../common/crypto/keys.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import type { BackupCodeSet } from './second-factor.schema.js';

/** How many backup codes there are at a time. */
export const BACKUP_CODES = 10;
const LENGTH = 10;
// without characters that look alike on paper: 31 to the power of 10 are 49 bits
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** New codes to show once, as `abcde-fghjk`, and what is kept of them. */
export interface NewBackupCodes {
  readonly codes: readonly string[];
  readonly kept: BackupCodeSet;
}

/**
 * Makes and recognises backup codes. With less than 112 bits they are hashed like passwords (ASVS 6.5.2); the ten of a
 * set share a salt, so a guess costs one hash and not ten.
 */
@Injectable()
export class BackupCodes {
  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  async make(): Promise<NewBackupCodes> {
    const codes = new Set<string>();
    while (codes.size < BACKUP_CODES) codes.add(randomCode());
    const { memoryKiB, iterations } = this.config.passwords;
    const cost = { salt: randomToken(16), memoryKiB, iterations };
    const hashes: string[] = [];
    for (const code of codes) hashes.push(await hashOf(code, cost));
    return {
      codes: [...codes].map((code) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`),
      kept: { ...cost, hashes, madeAt: this.clock.now() },
    };
  }

  /** @param code ten letters and digits, without the hyphen */
  async hash(code: string, set: BackupCodeSet): Promise<string> {
    return await hashOf(code, set);
  }
}

function randomCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

async function hashOf(code: string, cost: Pick<BackupCodeSet, 'salt' | 'memoryKiB' | 'iterations'>): Promise<string> {
  const hash = await hashRaw(code, {
    memoryCost: cost.memoryKiB,
    timeCost: cost.iterations,
    parallelism: 1,
    salt: Buffer.from(cost.salt, 'base64url'),
  });
  return hash.toString('base64url');
}
