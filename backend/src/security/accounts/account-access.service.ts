import { Injectable } from '@nestjs/common';
import type { Actor, Origin } from '../../common/events/actor.js';
import { AppError } from '../../common/response/app-error.js';
import { PasswordsService } from '../auth/passwords.service.js';
import { LockoutService } from '../brute-force/lockout.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { Account } from '../users/users.service.js';
import { AccountTokensService } from './account-tokens.service.js';

// a counter of its own: who guesses inside a stolen session must not lock the owner out at the door
const INSIDE = 'password-change';

/** What lets people into an account: its sessions, the links that are out, its password and the locks in front of it. */
@Injectable()
export class AccountAccessService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly tokens: AccountTokensService,
    private readonly lockout: LockoutService,
    private readonly passwords: PasswordsService,
  ) {}

  /**
   * Checks the current password of somebody who is signed in; each guess is counted before it is looked at.
   * @throws AppError ACCOUNT_LOCKED after too many
   */
  async provesPassword({ email }: Account, hash: string, password: string): Promise<boolean> {
    const guess = await this.lockout.reserveForAccount({ email, deviceId: INSIDE });
    if (!guess.allowed) {
      throw new AppError('ACCOUNT_LOCKED', 'Too many wrong passwords. Wait a while, then try again.', {
        ...(guess.lockedUntil === null ? {} : { retryAt: guess.lockedUntil }),
      });
    }
    if (!(await this.passwords.matches(hash, password))) return false;
    await this.lockout.unlock(email, 'device');
    return true;
  }

  /** Everybody is out: every session ends, and the links that could let somebody in are void. */
  async endAll(account: Account, actor: Actor, origin: Origin): Promise<void> {
    await this.tokens.void(account.id, 'reset_password', 'change_email');
    await this.sessions.endAll(account.id, 'revoked', actor, origin);
  }

  /** Everybody is out but the session that asked for it. */
  async endOthers(account: Account, sessionId: string, actor: Actor, origin: Origin): Promise<void> {
    await this.tokens.void(account.id, 'reset_password', 'change_email');
    await this.sessions.endOthers(account.id, sessionId, 'revoked', actor, origin);
  }

  /** Lifts the locks that the rules made: what was guessed at is not the password any more. */
  async liftLocks({ email }: Account): Promise<void> {
    await this.lockout.unlock(email);
  }
}
