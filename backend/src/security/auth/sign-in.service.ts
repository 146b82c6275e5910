import { Injectable } from '@nestjs/common';
import type { AttemptMethod, AttemptReason } from '@classy-book/contracts/attempts';
import type { LoginRequest } from '@classy-book/contracts/auth';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { addressBlocked } from '../blocked-addresses/blocked-addresses.errors.js';
import { BlockedAddressesService } from '../blocked-addresses/blocked-addresses.service.js';
import { LockoutService, type Reservation } from '../brute-force/lockout.service.js';
import { CommonPasswordsService } from '../passwords/common-passwords.service.js';
import type { Account } from '../users/users.service.js';
import { accountLocked, emailUnverified, invalidCredentials } from './auth.errors.js';
import { type CheckedCredentials, CredentialsService } from './credentials.service.js';
import { KnownDevices } from './known-devices.js';

/** One sign-in attempt: what was typed, through which door, from where. */
export interface SignInAttempt {
  readonly request: LoginRequest;
  readonly method: AttemptMethod;
  readonly origin: Origin & { readonly ipAddress: string };
  readonly deviceCookie: string | undefined;
}

/** A first proof that was right, for an account that may come in: a password, a passkey, a provider's word. */
export interface VerifiedSignIn {
  readonly account: Account;
  readonly method: AttemptMethod;
  readonly rememberMe: boolean;
  /** The device, where the account knows it. */
  readonly deviceId: string | null;
  readonly origin: Origin & { readonly ipAddress: string };
}

interface Guess {
  readonly attempt: SignInAttempt;
  readonly deviceId: string | null;
  readonly byAddress: Reservation;
  readonly byAccount: Reservation;
  /** The password is one of those that everybody tries; looked at for every attempt, whatever comes of it. */
  readonly common: boolean;
}

/**
 * Decides whether a password lets somebody in. Every attempt is counted before the password is looked at and recorded
 * before it is answered; accounts that exist and those that do not take the same path and the same time.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly lockout: LockoutService,
    private readonly blocked: BlockedAddressesService,
    private readonly devices: KnownDevices,
    private readonly commonPasswords: CommonPasswordsService,
    private readonly events: EventBus,
  ) {}

  /**
   * Checks an attempt. The caller records its success, once the session stands.
   * @throws AppError INVALID_CREDENTIALS, ACCOUNT_LOCKED, ADDRESS_BLOCKED, EMAIL_UNVERIFIED
   */
  async verify(attempt: SignInAttempt): Promise<VerifiedSignIn> {
    const { email, password } = attempt.request;
    const deviceId = this.devices.recognise(attempt.deviceCookie, email);
    const guess = await this.reserve(attempt, deviceId);
    const checked = await this.credentials.check(email, password);
    if (checked.kind !== 'right') return await this.refuse(guess, checked.account, credentialReason(checked));
    const { account } = checked;
    const refusal = refusalOf(account, attempt.method);
    if (refusal !== null) return await this.refuse(guess, account, refusal);
    if (account.lockedUntil !== null && account.lockedUntil > new Date()) {
      await this.record(attempt, account.id, 'account_locked');
      throw accountLocked(account.lockedUntil);
    }
    await this.lockout.succeeded({ email, deviceId }, attempt.origin.ipAddress, guess.byAddress.tripped);
    const { method, origin } = attempt;
    return { account, method, rememberMe: attempt.request.rememberMe, deviceId, origin };
  }

  private async reserve(attempt: SignInAttempt, deviceId: string | null): Promise<Guess> {
    const { ipAddress } = attempt.origin;
    const common = this.commonPasswords.isGuess(attempt.request.password);
    const block = this.blocked.find(ipAddress);
    if (block !== null) {
      await this.record(attempt, null, 'address_blocked');
      throw this.blocked.refusal(block);
    }
    const byAddress = await this.lockout.reserveForAddress(ipAddress);
    // an allowed address has its failures counted like any other, but they do not keep it out
    if (!byAddress.allowed && this.blocked.isAllowed(ipAddress) === null) {
      await this.record(attempt, null, 'address_blocked');
      throw addressBlocked({ blockedUntil: byAddress.lockedUntil?.toISOString() ?? null });
    }
    const byAccount = await this.lockout.reserveForAccount({ email: attempt.request.email, deviceId });
    if (byAccount.allowed) return { attempt, deviceId, byAddress, byAccount, common };
    // a guess at a locked account still counts against the address, which may be the one that reaches its limit
    await Promise.all([this.record(attempt, null, 'account_locked'), this.blockAddress(byAddress, attempt.origin)]);
    throw accountLocked(byAccount.lockedUntil ?? new Date());
  }

  private async refuse(guess: Guess, account: Account | null, reason: AttemptReason): Promise<never> {
    const { attempt, byAccount, byAddress, common } = guess;
    // of a password that was right nothing is told
    const wasWrong = reason === 'wrong_password' || reason === 'unknown_account';
    await Promise.all([
      this.record(attempt, account?.id ?? null, reason, common && wasWrong),
      this.announceLock(guess, account),
      this.blockAddress(byAddress, attempt.origin),
    ]);
    if (byAccount.tripped && byAccount.lockedUntil !== null) throw accountLocked(byAccount.lockedUntil);
    // whoever registered and knows the password learns what is missing; it counts like a wrong one, or it would clear a lock
    throw reason === 'email_unverified' ? emailUnverified() : invalidCredentials();
  }

  private async announceLock({ attempt, byAccount, deviceId }: Guess, account: Account | null): Promise<void> {
    // the counter of one known device locks that device only, which is not a lock of the account
    if (!byAccount.tripped || byAccount.lockedUntil === null || deviceId !== null) return;
    await this.events.publish('account.locked', {
      email: attempt.request.email,
      userId: account?.id ?? null,
      source: 'auto',
      reason: `${String(byAccount.failures)} failed sign-ins`,
      lockedUntil: byAccount.lockedUntil,
      actor: { kind: 'system' },
      origin: attempt.origin,
    });
  }

  private async blockAddress(byAddress: Reservation, origin: SignInAttempt['origin']): Promise<void> {
    if (!byAddress.tripped || byAddress.lockedUntil === null) return;
    await this.blocked.blockAfterFailures(origin.ipAddress, byAddress.failures, byAddress.lockedUntil, origin);
  }

  private async record(
    attempt: SignInAttempt,
    userId: string | null,
    reason: AttemptReason,
    commonGuess = false,
  ): Promise<void> {
    await this.events.publish('sign-in.attempted', {
      email: attempt.request.email,
      userId,
      outcome: reason === 'address_blocked' || reason === 'account_locked' ? 'blocked' : 'failed',
      reason,
      method: attempt.method,
      factor: null,
      sessionId: null,
      ...(commonGuess ? { commonGuess } : {}),
      origin: attempt.origin,
    });
  }
}

function credentialReason({ kind, account }: Exclude<CheckedCredentials, { kind: 'right' }>): AttemptReason {
  if (kind === 'unverified') return 'email_unverified';
  return account === null ? 'unknown_account' : 'wrong_password';
}

function refusalOf(account: Account, method: AttemptMethod): AttemptReason | null {
  if (!account.isActive) return 'account_disabled';
  return method === 'admin_password' && !account.permissions.includes('admin:access') ? 'not_permitted' : null;
}
