import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { OwnSignInsService } from './own-sign-ins.service.js';

/** Puts a person's own sign-ins into the file with everything that is kept of them. */
@Injectable()
export class SignInContributionService implements OnModuleInit {
  constructor(
    private readonly exports: AccountExportService,
    private readonly signIns: OwnSignInsService,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('signIns', async (person) => await this.signIns.list(person));
  }
}
