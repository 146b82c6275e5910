import { Injectable } from '@nestjs/common';
import type { Authenticator, BackupCodes, SecondFactorState } from '@classy-book/contracts/second-factor';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { UsersService } from '../users/users.service.js';
import { SecondFactorsService } from './second-factors.service.js';

/** What people see and change of their own second factors. */
@Injectable()
export class OwnSecondFactorService {
  constructor(
    private readonly factors: SecondFactorsService,
    private readonly users: UsersService,
  ) {}

  async state({ principal }: SessionCaller): Promise<SecondFactorState> {
    const { authenticators, backupCodesLeft, backupCodesMadeAt } = await this.factors.describe(principal.userId);
    return {
      enabled: authenticators.length > 0,
      required: await this.isRequired(principal.userId),
      authenticators,
      backupCodesLeft,
      backupCodesMadeAt: backupCodesMadeAt?.toISOString() ?? null,
    };
  }

  async rename(caller: SessionCaller, id: string, name: string): Promise<Authenticator> {
    const { userId, email } = caller.principal;
    return await this.factors.rename({ userId, email }, id, name, caller);
  }

  /** The last one stays where the person's role demands a second factor. */
  async remove(caller: SessionCaller, id: string): Promise<void> {
    const { userId, email } = caller.principal;
    await this.factors.remove({ userId, email }, id, !(await this.isRequired(userId)), caller);
  }

  async makeBackupCodes(caller: SessionCaller): Promise<BackupCodes> {
    const { userId, email } = caller.principal;
    return { codes: [...(await this.factors.makeBackupCodes({ userId, email }, caller))] };
  }

  private async isRequired(userId: string): Promise<boolean> {
    return (await this.users.findById(userId))?.profile.secondFactor.required === true;
  }
}
