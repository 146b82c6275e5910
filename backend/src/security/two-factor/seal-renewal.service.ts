import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import type { SecondFactorDocument } from './second-factor.schema.js';
import { TotpCodes } from './totp-codes.js';

const BATCH = 100;

/** How a renewal went: `left` could not be opened, and keep their old seal. */
export interface Renewal {
  readonly renewed: number;
  readonly left: number;
}

/**
 * Seals the seeds of authenticators again after the key for secrets at rest has changed, so that the old key can go. Runs
 * behind each start; several processes at once do no harm, since each takes the place of the very seal that it has read.
 */
@Injectable()
export class SealRenewalService implements OnApplicationBootstrap {
  private readonly logger = new Logger(SealRenewalService.name);

  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly codes: TotpCodes,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.renewAll()
      .then(({ renewed, left }) => {
        if (renewed > 0) this.logger.log(`${String(renewed)} seeds of authenticators were sealed with the new key`);
        if (left > 0) this.logger.error(`${String(left)} seeds of authenticators cannot be opened with any key`);
      })
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the seeds of authenticators could not be looked at; the next start will');
      });
  }

  async renewAll(): Promise<Renewal> {
    const keyId = this.config.secrets.encryptionKeys[0]?.id ?? '';
    const total = { renewed: 0, left: 0 };
    let after: string | null = null;
    for (;;) {
      const found: SecondFactorDocument[] = await this.factors.findSealedOtherwise(keyId, after, BATCH);
      for (const one of found) {
        const { renewed, left } = await this.renew(one);
        total.renewed += renewed;
        total.left += left;
      }
      after = found.at(-1)?._id.toHexString() ?? null;
      if (found.length < BATCH || after === null) return total;
    }
  }

  private async renew({ _id, authenticators }: SecondFactorDocument): Promise<Renewal> {
    const userId = _id.toHexString();
    let renewed = 0;
    let left = 0;
    for (const one of authenticators) {
      if (one.kind !== 'totp' || !this.codes.isOutdated(one.secret)) continue;
      const sealed = this.codes.reseal(userId, one.id, one.secret);
      if (sealed === null) {
        left += 1;
        continue;
      }
      await this.factors.reseal(userId, one.id, one.secret, sealed);
      renewed += 1;
    }
    return { renewed, left };
  }
}
