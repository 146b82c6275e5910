import { Inject, Injectable } from '@nestjs/common';
import type { LockedAccount } from '@classy-book/contracts/accounts';
import { Clock } from '../../common/clock/clock.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { AttemptCounterRepository, type CounterSubject } from './attempt-counter.repository.js';
import type { CounterPolicy } from './reservation.js';

/** Whose guesses a sign-in counts against. `deviceId` names a device that the account knows. */
export interface GuessTarget {
  readonly email: string;
  readonly deviceId: string | null;
}

/** One counted attempt: whether it may go on, and whether it is the one that reached the limit. */
export interface Reservation {
  readonly allowed: boolean;
  readonly tripped: boolean;
  readonly failures: number;
  readonly lockedUntil: Date | null;
}

const MINUTE_MS = 60_000;

/**
 * Counts sign-in attempts against accounts, known devices and addresses. An attempt is counted before the password is
 * looked at and given back when it was right, so parallel guesses cannot slip past the limit. Accounts that do not
 * exist are counted like those that do: a lock tells nothing. A device that the account knows has its own counter, so a
 * stranger's failures cannot lock the owner out.
 */
@Injectable()
export class LockoutService {
  private readonly accountPolicy: CounterPolicy;
  private readonly addressPolicy: CounterPolicy;

  constructor(
    private readonly counters: AttemptCounterRepository,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    const windowMs = config.lockout.windowMinutes * MINUTE_MS;
    this.accountPolicy = {
      limit: config.lockout.accountFailures,
      windowMs,
      lockMs: config.lockout.accountMinutes * MINUTE_MS,
    };
    this.addressPolicy = {
      limit: config.lockout.addressFailures,
      windowMs,
      lockMs: config.lockout.addressMinutes * MINUTE_MS,
    };
  }

  async reserveForAccount(target: GuessTarget): Promise<Reservation> {
    return await this.counters.reserve(accountSubject(target), this.accountPolicy, this.clock.now());
  }

  async reserveForAddress(address: string): Promise<Reservation> {
    return await this.counters.reserve({ kind: 'address', subject: address }, this.addressPolicy, this.clock.now());
  }

  /** The password was right: the account's failures are forgotten, the address gets its one attempt back. */
  async succeeded(target: GuessTarget, address: string, addressTripped: boolean): Promise<void> {
    const origin = { kind: 'address' as const, subject: address };
    await this.counters.settle(accountSubject(target), origin, addressTripped, this.clock.now());
  }

  /** Lifts the automatic locks of an account; true where there was one. */
  async unlockAccount(email: string): Promise<boolean> {
    return await this.counters.clearAccount(email, this.clock.now());
  }

  /** Forgets the failures of an address, when its block is lifted. */
  async forgiveAddress(address: string): Promise<void> {
    await this.counters.clear({ kind: 'address', subject: address }, this.clock.now());
  }

  /** The accounts that are locked by the rules, at most 100, those that end first first. */
  async listLocked(): Promise<LockedAccount[]> {
    const locked = await this.counters.findLockedAccounts(this.clock.now());
    return locked.flatMap((counter) =>
      counter.lockedUntil === null
        ? []
        : [
            {
              email: counter.subject,
              source: 'auto' as const,
              reason: `${String(counter.failures)} failed sign-ins`,
              lockedUntil: counter.lockedUntil.toISOString(),
            },
          ],
    );
  }

  /** How many accounts the rules keep locked now. */
  async countLocked(): Promise<number> {
    return await this.counters.countLockedAccounts(this.clock.now());
  }
}

function accountSubject(target: GuessTarget): CounterSubject {
  return target.deviceId === null
    ? { kind: 'account', subject: target.email }
    : { kind: 'device', subject: target.email, deviceId: target.deviceId };
}
