import { LRUCache } from 'lru-cache';
import type { DeskEvent } from '../desk-event.js';
import { OpenKeys } from './open-keys.js';
import { wideOf } from './place.js';
import { type DetectionRule, MINUTE_MS, NOTHING, numberIn, numeric, type RuleRun, type RuleValues } from './rule.js';
import { attemptTouch, type Facts, type Sighting, type Touch } from './sighting.js';
import { TouchWindow } from './touch-window.js';

const MAX_ACCOUNTS = 5_000;
const MAX_NETWORKS = 20;
/** From so many networks on, an attack on one account is taken for a part of a larger one where there is one. */
const SPREAD = 5;
/** So many accounts under attack at once are one campaign. */
const ACCOUNTS_OF_CAMPAIGN = 5;
const SUCCESS_WITHIN_MS = 60 * MINUTE_MS;
const HOME_NETWORKS = 5;

interface AccountState {
  readonly window: TouchWindow;
  /** Networks around addresses from which its owner signed in while nobody attacked. */
  homes: readonly string[];
}

interface Attacked {
  /** Under which key it is told: its own, or the one of the campaign. */
  readonly toldAs: string;
  readonly networks: Set<string>;
}

/** Guessing at one account, from wherever. */
export const bruteForce: DetectionRule = {
  id: 'brute_force',
  severity: 'high',
  defaultMode: 'on',
  rank: 50,
  family: 'credentials',
  actions: ['sign-in.attempted', 'second-factor.challenged'],
  parameters: [
    numeric('attempts', 'integer', 10, 5, 100),
    numeric('windowMinutes', 'minutes', 15, 1, 60),
    numeric('slowAttempts', 'integer', 20, 10, 200),
    numeric('slowWindowMinutes', 'minutes', 360, 60, 360),
  ],
  start: (values) => new BruteForceRun(values),
};

class BruteForceRun implements RuleRun {
  private readonly accounts = new LRUCache<string, AccountState>({ max: MAX_ACCOUNTS });
  private readonly open = new OpenKeys<Attacked>();
  private readonly attempts: number;
  private readonly windowMs: number;
  private readonly slowAttempts: number;
  private readonly slowMs: number;

  constructor(values: RuleValues) {
    this.attempts = numberIn(values, 'attempts');
    this.windowMs = numberIn(values, 'windowMinutes') * MINUTE_MS;
    this.slowAttempts = numberIn(values, 'slowAttempts');
    this.slowMs = numberIn(values, 'slowWindowMinutes') * MINUTE_MS;
  }

  observe(event: DeskEvent): readonly Sighting[] {
    const { attempt, place } = event;
    if (attempt === null || place === null) return NOTHING;
    if (attempt.outcome === 'succeeded') return this.succeeded(event, attempt.email, place.wide);
    return attempt.isGuess ? this.failed(event, attempt.email, place.wide) : NOTHING;
  }

  private failed(event: DeskEvent, email: string, network: string): readonly Sighting[] {
    const key = `account:${email}`;
    const touch = attemptTouch(event);
    const attacked = this.open.find(key, event.at);
    if (attacked !== undefined) {
      if (attacked.networks.size < MAX_NETWORKS) attacked.networks.add(network);
      this.open.extend(key, event.at);
      return [this.sighting(key, [touch], attacked, event.at)];
    }
    const { window } = this.stateOf(email);
    window.add(touch);
    const recent = window.countWithin(this.windowMs, event.at);
    const slow = window.countWithin(this.slowMs, event.at);
    if (recent < this.attempts && slow < this.slowAttempts) return NOTHING;
    const touches = window.take();
    const toldAs = this.open.hasAtLeast(ACCOUNTS_OF_CAMPAIGN, event.at) ? 'campaign' : key;
    const begun: Attacked = { toldAs, networks: networksOf(touches) };
    this.open.begin(key, event.at, begun);
    const isQuick = recent >= this.attempts;
    const facts = {
      attempts: isQuick ? recent : slow,
      threshold: isQuick ? this.attempts : this.slowAttempts,
      windowMinutes: (isQuick ? this.windowMs : this.slowMs) / MINUTE_MS,
      addresses: new Set(touches.map(addressOf)).size,
    };
    return [{ ...this.sighting(key, touches, begun, event.at), facts }];
  }

  private succeeded(event: DeskEvent, email: string, network: string): readonly Sighting[] {
    const key = `account:${email}`;
    const attacked = this.open.find(key, event.at, SUCCESS_WITHIN_MS);
    const state = this.stateOf(email);
    if (attacked === undefined) {
      // somebody who mistyped and then got it right
      state.window.forget((touch) => wideOf(addressOf(touch)) === network);
      state.homes = [network, ...state.homes.filter((home) => home !== network)].slice(0, HOME_NETWORKS);
      return NOTHING;
    }
    if (state.homes.includes(network) && !attacked.networks.has(network)) return NOTHING;
    const facts: Facts = { succeeded: true };
    return [{ ...this.sighting(key, [attemptTouch(event)], attacked, event.at), severity: 'critical' as const, facts }];
  }

  private sighting(key: string, touches: readonly Touch[], { networks, toldAs }: Attacked, at: number): Sighting {
    const joins = [key, ...[...networks].map((network) => `network:${network}`)];
    if (networks.size >= SPREAD) joins.push('campaign:credentials');
    if (this.open.hasAtLeast(ACCOUNTS_OF_CAMPAIGN, at)) joins.push('campaign:guessing');
    return { key: toldAs, joins, severity: bruteForce.severity, facts: {}, touches };
  }

  private stateOf(email: string): AccountState {
    const found = this.accounts.get(email);
    if (found !== undefined) return found;
    const window = new TouchWindow(Math.max(this.attempts, this.slowAttempts), this.slowMs);
    const made: AccountState = { window, homes: [] };
    this.accounts.set(email, made);
    return made;
  }
}

function addressOf({ parts }: Touch): string {
  return parts.find(({ type }) => type === 'network')?.value ?? '';
}

function networksOf(touches: readonly Touch[]): Set<string> {
  return new Set([...new Set(touches.map((touch) => wideOf(addressOf(touch))))].slice(0, MAX_NETWORKS));
}
