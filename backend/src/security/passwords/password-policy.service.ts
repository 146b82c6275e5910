import { Injectable } from '@nestjs/common';
import { PASSWORD_MIN } from '@classy-book/contracts/account';
import { AppError } from '../../common/response/app-error.js';
import { CommonPasswordsService } from './common-passwords.service.js';
import { PasswordRangeService } from './password-range.service.js';
import { isPersonal, isRepetition, type PasswordOwner } from './personal-words.js';

export type { PasswordOwner } from './personal-words.js';

/**
 * Which new passwords are taken: 8 to 128 characters of any kind, as long as nobody would guess them first. There are no
 * rules about capitals, digits or signs (NIST SP 800-63B, ASVS 6.2).
 */
@Injectable()
export class PasswordPolicyService {
  constructor(
    private readonly common: CommonPasswordsService,
    private readonly range: PasswordRangeService,
  ) {}

  /** @throws AppError WEAK_PASSWORD with a sentence that says why, and what to do */
  async check(typed: string, owner: PasswordOwner): Promise<void> {
    const password = typed.normalize('NFC');
    // what looks like one character may be two in a JavaScript string
    if (Array.from(password).length < PASSWORD_MIN)
      throw weak(`A password has at least ${String(PASSWORD_MIN)} characters.`);
    if (isPersonal(password, owner)) {
      throw weak('This password is your name, your email or the name of this site: the first things that are tried.');
    }
    if (isRepetition(password) || this.common.includes(password.toLowerCase())) {
      throw weak('This password is one of those that are tried first.');
    }
    if (await this.range.isBreached(password)) {
      throw weak('This password was part of a data breach elsewhere, so others know it.');
    }
  }
}

/** The new password is the one that was to be replaced. */
export function samePassword(): AppError {
  return weak('This is the password that the account has now.');
}

function weak(reason: string): AppError {
  return new AppError(
    'WEAK_PASSWORD',
    `${reason} Choose another one: a few words that do not belong together are good.`,
  );
}
