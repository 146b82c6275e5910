import { Injectable } from '@nestjs/common';
import { PasswordsService } from '../auth/passwords.service.js';
import { PasswordPolicyService, type PasswordOwner, samePassword } from '../passwords/password-policy.service.js';

/** Takes new passwords: looks whether they are good enough, and hashes them. */
@Injectable()
export class NewPasswordsService {
  constructor(
    private readonly policy: PasswordPolicyService,
    private readonly passwords: PasswordsService,
  ) {}

  /**
   * @param current the hash of the password that is replaced, null where there is none
   * @throws AppError WEAK_PASSWORD, also where nothing would change
   */
  async check(password: string, owner: PasswordOwner, current: string | null = null): Promise<void> {
    await this.policy.check(password, owner);
    if (current !== null && (await this.passwords.matches(current, password))) throw samePassword();
  }

  /** The hash of a password that was checked. */
  async hash(password: string): Promise<string> {
    return await this.passwords.hash(password);
  }
}
