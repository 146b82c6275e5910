import { LRUCache } from 'lru-cache';
import { type DeskEvent, textOf } from '../desk-event.js';
import { OpenKeys } from './open-keys.js';
import { type DetectionRule, MINUTE_MS, NOTHING, numberIn, numeric, type RuleRun, type RuleValues } from './rule.js';
import { accountPart, networkPart, type Part, type Sighting, type Touch, touchOf } from './sighting.js';
import { TouchWindow } from './touch-window.js';

const MAX_ACCOUNTS = 5_000;
const MAX_NETWORKS = 50;
const SUCCESS_WITHIN_MS = 60 * MINUTE_MS;
const REFUSED = new Set(['wrong_second_factor', 'second_factor_locked']);

/** Guessing at the second factor of an account whose password is known already. */
export const secondFactorGuessing: DetectionRule = {
  id: 'second_factor_guessing',
  severity: 'high',
  defaultMode: 'on',
  rank: 55,
  actions: ['sign-in.attempted', 'step-up.attempted', 'second-factor.locked'],
  parameters: [
    numeric('failures', 'integer', 5, 3, 50),
    numeric('windowMinutes', 'minutes', 15, 1, 120),
    numeric('slowFailures', 'integer', 10, 5, 100),
    numeric('slowWindowMinutes', 'minutes', 360, 60, 360),
  ],
  start: (values) => new SecondFactorGuessingRun(values),
};

type What = 'wrong' | 'right' | 'locked';

class SecondFactorGuessingRun implements RuleRun {
  private readonly accounts = new LRUCache<string, TouchWindow>({ max: MAX_ACCOUNTS });
  private readonly open = new OpenKeys<{ readonly networks: Set<string> }>();
  private readonly failures: number;
  private readonly windowMs: number;
  private readonly slowFailures: number;
  private readonly slowMs: number;

  constructor(values: RuleValues) {
    this.failures = numberIn(values, 'failures');
    this.windowMs = numberIn(values, 'windowMinutes') * MINUTE_MS;
    this.slowFailures = numberIn(values, 'slowFailures');
    this.slowMs = numberIn(values, 'slowWindowMinutes') * MINUTE_MS;
  }

  observe(event: DeskEvent): readonly Sighting[] {
    const what = whatOf(event);
    const email = event.attempt?.email ?? textOf(event.details, 'email');
    if (what === null || email === null) return NOTHING;
    const key = `account:${email}`;
    return what === 'right' ? this.right(event, key, email) : this.wrong(event, key, email, what);
  }

  private wrong(event: DeskEvent, key: string, email: string, what: 'wrong' | 'locked'): readonly Sighting[] {
    const touch = touchOf(event, what === 'wrong' ? 'failed' : 'none', partsOf(event, email));
    const guessed = this.open.find(key, event.at);
    if (guessed !== undefined) {
      if (event.place !== null && guessed.networks.size < MAX_NETWORKS) guessed.networks.add(event.place.single);
      this.open.extend(key, event.at);
      return [sighting(key, [touch])];
    }
    const window = this.windowOf(key);
    window.add(touch);
    const failures = window.countWithin(this.windowMs, event.at);
    const slow = window.countWithin(this.slowMs, event.at);
    if (what !== 'locked' && failures < this.failures && slow < this.slowFailures) return NOTHING;
    const touches = window.take();
    const networks = touches.flatMap(({ parts }) => parts.filter(({ type }) => type === 'network'));
    this.open.begin(key, event.at, { networks: new Set(networks.map(({ value }) => value)) });
    const isQuick = what === 'locked' || failures >= this.failures;
    const facts = {
      failures: isQuick ? failures : slow,
      threshold: isQuick ? this.failures : this.slowFailures,
      windowMinutes: (isQuick ? this.windowMs : this.slowMs) / MINUTE_MS,
    };
    return [{ ...sighting(key, touches), facts: { ...facts, locked: what === 'locked' } }];
  }

  private right(event: DeskEvent, key: string, email: string): readonly Sighting[] {
    const guessed = this.open.find(key, event.at, SUCCESS_WITHIN_MS);
    if (guessed === undefined) {
      this.accounts.delete(key);
      return NOTHING;
    }
    if (event.place === null || !guessed.networks.has(event.place.single)) return NOTHING;
    const touch = touchOf(event, 'succeeded', partsOf(event, email));
    return [{ ...sighting(key, [touch]), severity: 'critical', facts: { succeeded: true } }];
  }

  private windowOf(key: string): TouchWindow {
    const found = this.accounts.get(key);
    if (found !== undefined) return found;
    const made = new TouchWindow(Math.max(this.failures, this.slowFailures), Math.max(this.windowMs, this.slowMs));
    this.accounts.set(key, made);
    return made;
  }
}

function whatOf({ action, attempt, details }: DeskEvent): What | null {
  if (action === 'second-factor.locked') return 'locked';
  if (action === 'step-up.attempted') {
    if (details['method'] === 'password') return null;
    return details['succeeded'] === true ? 'right' : 'wrong';
  }
  if (attempt === null) return null;
  if (attempt.outcome === 'succeeded') return 'right';
  return attempt.reason !== null && REFUSED.has(attempt.reason) ? 'wrong' : null;
}

function partsOf({ details, place }: DeskEvent, email: string): Part[] {
  const account = accountPart(email, textOf(details, 'userId'));
  return place === null ? [account] : [account, networkPart(place.single)];
}

function sighting(key: string, touches: readonly Touch[]): Sighting {
  return { key, joins: [], severity: secondFactorGuessing.severity, facts: {}, touches };
}
