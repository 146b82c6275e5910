import { Inject, Injectable } from '@nestjs/common';
import type { SignInOptions } from '@classy-book/contracts/account';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { PasskeyProofsService } from '../two-factor/passkey-proofs.service.js';

/** Which ways in there are in this installation. */
@Injectable()
export class SignInOptionsService {
  constructor(
    private readonly passkeys: PasskeyProofsService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  options(): SignInOptions {
    const { accounts, oauth, mail, production } = this.config;
    return {
      registration: accounts.registration,
      passkeys: this.passkeys.available,
      providers: oauth.providers.map(({ id, name }) => ({ id, name })),
      devMailbox: !production && mail.smtpUrl === null,
    };
  }

  /** @throws AppError REGISTRATION_CLOSED unless everybody may register */
  requireOpenRegistration(): void {
    const { registration } = this.config.accounts;
    if (registration === 'open') return;
    throw new AppError(
      'REGISTRATION_CLOSED',
      registration === 'invitation'
        ? 'Accounts are made by invitation here. Ask an administrator for one.'
        : 'Nobody can register here. Ask an administrator for an account.',
    );
  }
}
