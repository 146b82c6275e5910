import { Inject, Injectable } from '@nestjs/common';
import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { AccountLock } from '@classy-book/contracts/users';
import { Clock } from '../../common/clock/clock.js';
import { countedNetwork } from '../../common/network/addresses.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import {
  type AccountCounterKind,
  accountCounterKinds,
  AttemptCounterRepository,
  type CounterSubject,
} from './attempt-counter.repository.js';
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
 * Counts sign-in attempts against accounts, known devices, second factors and networks: one IPv4 address or an IPv6 /64,
 * which is what one customer of a provider has (RFC 6177). An attempt is counted before the password is
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
    return await this.counters.reserve(addressSubject(address), this.addressPolicy, this.clock.now());
  }

  /** Counts a second factor of an account before it is looked at; it waits as the account does after wrong passwords. */
  async reserveForSecondFactor(email: string): Promise<Reservation> {
    return await this.counters.reserve({ kind: 'second_factor', subject: email }, this.accountPolicy, this.clock.now());
  }

  /** The second factor was right: its failures are forgotten. */
  async secondFactorSucceeded(email: string): Promise<void> {
    await this.counters.clear({ kind: 'second_factor', subject: email }, this.clock.now());
  }

  /** The password was right: the account's failures are forgotten, the address gets its one attempt back. */
  async succeeded(target: GuessTarget, address: string, addressTripped: boolean): Promise<void> {
    await this.counters.settle(accountSubject(target), addressSubject(address), addressTripped, this.clock.now());
  }

  /** The automatic locks of an account, those that end first first: its own, its known devices', its second factor's. */
  async locksOf(email: string): Promise<AccountLock[]> {
    const locked = await this.counters.findLocksOf(email, this.clock.now());
    return locked.flatMap(({ kind, failures, lockedUntil }) =>
      kind === 'address' || lockedUntil === null
        ? []
        : [{ kind, reason: reasonOf(kind, failures), lockedUntil: lockedUntil.toISOString(), failures }],
    );
  }

  /** Lifts the automatic locks of an account, of one kind where one is named; true where there was one. */
  async unlock(email: string, kind?: AccountCounterKind): Promise<boolean> {
    const kinds = kind === undefined ? accountCounterKinds : [kind];
    return await this.counters.clearAccount(email, kinds, this.clock.now());
  }

  /** Forgets the failures of an address, when its block is lifted. */
  async forgiveAddress(address: string): Promise<void> {
    await this.counters.clear(addressSubject(address), this.clock.now());
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
              reason: reasonOf('account', counter.failures),
              lockedUntil: counter.lockedUntil.toISOString(),
            },
          ],
    );
  }

  /** Until when the rules keep those of `emails` locked that they do keep locked. */
  async lockedAmong(emails: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const locked = await this.counters.findLockedAmong(emails, this.clock.now());
    return new Map(
      locked.flatMap(({ subject, lockedUntil }) => (lockedUntil === null ? [] : [[subject, lockedUntil]])),
    );
  }

  /** The emails that the rules keep locked, those for the longest time first; at most `limit`. */
  async lockedEmails(limit: number): Promise<string[]> {
    return await this.counters.findLockedEmails(this.clock.now(), limit);
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

function addressSubject(address: string): CounterSubject {
  return { kind: 'address', subject: countedNetwork(address) };
}

function reasonOf(kind: AccountCounterKind, failures: number): string {
  return `${String(failures)} ${kind === 'second_factor' ? 'wrong second factors' : 'failed sign-ins'}`;
}
