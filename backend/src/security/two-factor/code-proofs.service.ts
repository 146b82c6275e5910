import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { BackupCodes } from './backup-codes.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { TotpCodes } from './totp-codes.js';

/** Checks codes that people type. A right one is used up by the check: it is right once, however many send it at once. */
@Injectable()
export class CodeProofsService {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly totp: TotpCodes,
    private readonly backupCodes: BackupCodes,
    private readonly clock: Clock,
  ) {}

  /** @param code six digits */
  async proveTotp(userId: string, code: string): Promise<boolean> {
    const apps = (await this.factors.find(userId))?.authenticators.filter((one) => one.kind === 'totp') ?? [];
    for (const app of apps) {
      const step = await this.totp.stepOf(userId, app.id, app.secret, code);
      if (step === null || !(await this.factors.acceptStep(userId, app.id, step, this.clock.now()))) continue;
      return true;
    }
    return false;
  }

  /** @param code ten letters and digits, without the hyphen */
  async proveBackupCode(userId: string, code: string): Promise<boolean> {
    const found = await this.factors.find(userId);
    if (found === null || found.backupCodes.hashes.length === 0) return false;
    return await this.factors.takeBackupCode(userId, await this.backupCodes.hash(code, found.backupCodes));
  }
}
