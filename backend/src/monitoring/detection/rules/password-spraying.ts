import type { DeskEvent } from '../desk-event.js';
import { triedOf } from './credential-stuffing.js';
import { goesOn } from '../../incidents/findings.port.js';
import { newestBurst } from './newest-burst.js';
import { wideOf } from './place.js';
import {
  type DetectionRule,
  MINUTE_MS,
  NOTHING,
  numberIn,
  numeric,
  QUIET_MS,
  type RuleRun,
  type RuleValues,
} from './rule.js';
import { attemptTouch, type Facts, type Sighting, type Touch } from './sighting.js';
import { type Tried, TriedAccounts } from './tried-accounts.js';

const MAX_ACCOUNTS = 3_000;
/** It is about the whole installation, so another one later has the same key and nothing else in common. */
const KEY = 'campaign';
const FEW_FAILURES = 2;
/** While it goes on, the next passwords belong to it too; more failures than these are guessing at one account. */
const FAILURES_OF_ROUNDS = 10;
/** A network with so many accounts of its own is stuffing: that rule's business. */
const NETWORK_OF_ITS_OWN = 10;
/** One network with more than half of the accounts is no spraying from many. */
const LARGEST_SHARE = 0.5;
/** Common guesses in so many of the failures are a pattern; fewer come with any list of leaked passwords. */
const COMMON_SHARE = 0.3;
const MAX_JOINED_NETWORKS = 20;
/** With more accounts than these, it looks at most so often, in milliseconds. */
const MANY = 300;
const LOOK_EVERY_MS = 250;
/** An address that tried so many other accounts is the attacker's. */
const OTHERS_TRIED = 2;

/** A spraying that was told. */
interface Spraying {
  readonly firstSeen: Date;
  lastSeen: Date;
  events: number;
}

/** A few guesses at each of many accounts, from many networks or with the passwords that everybody tries. */
export const passwordSpraying: DetectionRule = {
  id: 'password_spraying',
  severity: 'high',
  defaultMode: 'on',
  rank: 70,
  family: 'credentials',
  actions: ['sign-in.attempted', 'second-factor.challenged'],
  parameters: [
    numeric('accounts', 'integer', 20, 10, 500),
    numeric('networks', 'integer', 5, 2, 100),
    numeric('commonAccounts', 'integer', 8, 4, 100),
    numeric('unsolvedPercent', 'percent', 15, 5, 90),
    numeric('windowMinutes', 'minutes', 30, 5, 120),
    numeric('slowWindowMinutes', 'minutes', 360, 60, 360),
  ],
  start: (values) => new PasswordSprayingRun(values),
};

class PasswordSprayingRun implements RuleRun {
  private readonly accounts: TriedAccounts;
  private last: Spraying | null = null;
  private lookedAt = 0;

  constructor(private readonly values: RuleValues) {
    this.accounts = new TriedAccounts(MAX_ACCOUNTS, this.limit('slowWindowMinutes') * MINUTE_MS);
  }

  observe(event: DeskEvent): readonly Sighting[] {
    const { attempt, place } = event;
    if (attempt === null || place === null) return NOTHING;
    const tried = triedOf(event, attempt, place);
    if (tried.solved) return this.succeeded(event, tried);
    // what was refused for a block of its address tells nothing of the account
    if (!attempt.isGuess || (attempt.reason === 'address_blocked' && !tried.common)) return NOTHING;
    this.accounts.note(tried);
    return this.failed(event, tried.email);
  }

  private failed(event: DeskEvent, email: string): readonly Sighting[] {
    if (this.last !== null && goesOn(this.last, event.at)) {
      const now = this.accounts.find(email);
      if (now === undefined || (now.failures > FAILURES_OF_ROUNDS && !now.common)) return NOTHING;
      this.last.lastSeen = new Date(Math.max(event.at, this.last.lastSeen.getTime()));
      this.last.events += 1;
      this.accounts.tell([now]);
      return [this.sighting([attemptTouch(event)])];
    }
    if (this.accounts.size > MANY && event.at - this.lookedAt < LOOK_EVERY_MS) return NOTHING;
    this.lookedAt = event.at;
    const found = this.measure('windowMinutes', event.at) ?? this.measure('slowWindowMinutes', event.at);
    if (found === null) return NOTHING;
    // another spraying needs accounts of its own
    this.accounts.tell(found.accounts);
    // what an earlier attack left behind may have helped to pass the limit, and is no part of this one
    const burst = newestBurst(found.accounts);
    this.begin(burst, event.at);
    return [{ ...this.sighting(burst.map(({ touch }) => touch)), facts: found.facts }];
  }

  private measure(span: string, at: number): { accounts: readonly Tried[]; facts: Facts } | null {
    if (this.accounts.size < Math.min(this.limit('commonAccounts'), this.limit('accounts'))) return null;
    const all = this.accounts.within(this.limit(span) * MINUTE_MS, at).filter(({ told }) => told !== true);
    const unsolved = all.filter(({ solved }) => !solved);
    const windowMinutes = this.limit(span);
    const common = this.commonOf(unsolved) ?? this.commonOf(newestBurst(unsolved));
    if (common !== null) {
      const facts = { accounts: common.length, threshold: this.limit('commonAccounts'), windowMinutes };
      return { accounts: common, facts: { ...facts, commonPasswords: true } };
    }
    if (unsolved.length * 100 < all.length * this.limit('unsolvedPercent')) return null;
    const { sprayed, networks, largest } = spread(unsolved.filter(({ failures }) => failures <= FEW_FAILURES));
    if (sprayed.length < this.limit('accounts') || networks < this.limit('networks')) return null;
    if (largest > sprayed.length * LARGEST_SHARE) return null;
    const facts = { accounts: sprayed.length, threshold: this.limit('accounts'), networks, windowMinutes };
    return { accounts: sprayed, facts };
  }

  private commonOf(unsolved: readonly Tried[]): readonly Tried[] | null {
    const common = unsolved.filter((one) => one.common);
    const least = Math.max(this.limit('commonAccounts'), unsolved.length * COMMON_SHARE);
    return common.length >= least ? common : null;
  }

  private begin(accounts: readonly Tried[], at: number): void {
    const firstSeen = new Date(Math.min(at, ...accounts.map((one) => one.at)));
    this.last = { firstSeen, lastSeen: new Date(at), events: accounts.length };
  }

  private succeeded(event: DeskEvent, tried: Tried): readonly Sighting[] {
    const { email, single } = tried;
    const isOpen = this.last !== null && event.at - this.last.lastSeen.getTime() <= QUIET_MS;
    const others = isOpen
      ? this.accounts
          .within(this.limit('slowWindowMinutes') * MINUTE_MS, event.at)
          .filter((one) => one.single === single && one.email !== email)
      : [];
    this.accounts.note(tried);
    const failed = others.filter(({ solved }) => !solved).length;
    if (failed < OTHERS_TRIED || failed < others.length - failed) return NOTHING;
    const sighting = this.sighting([tried.touch]);
    const joins = [...sighting.joins, `account:${email}`];
    return [{ ...sighting, joins, severity: 'critical', facts: { compromised: true } }];
  }

  private sighting(touches: readonly Touch[]): Sighting {
    const networks = new Set(touches.flatMap(({ parts }) => parts.filter(({ type }) => type === 'network')));
    const joined = new Set([...networks].map(({ value }) => `network:${wideOf(value)}`));
    const joins = ['campaign:credentials', ...[...joined].slice(0, MAX_JOINED_NETWORKS)];
    return { key: KEY, joins, severity: passwordSpraying.severity, facts: {}, touches };
  }

  private limit(name: string): number {
    return numberIn(this.values, name);
  }
}

/** Accounts without those of networks that are stuffing by themselves, and over how many networks they are spread. */
function spread(accounts: readonly Tried[]): { sprayed: Tried[]; networks: number; largest: number } {
  const byNetwork = new Map<string, Tried[]>();
  for (const one of accounts) {
    const network = wideOf(one.single);
    const there = byNetwork.get(network);
    if (there === undefined) byNetwork.set(network, [one]);
    else there.push(one);
  }
  const spreadOut = [...byNetwork.values()].filter((there) => there.length < NETWORK_OF_ITS_OWN);
  const largest = Math.max(0, ...spreadOut.map((there) => there.length));
  return { sprayed: spreadOut.flat(), networks: spreadOut.length, largest };
}
