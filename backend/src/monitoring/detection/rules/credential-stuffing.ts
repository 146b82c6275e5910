import { LRUCache } from 'lru-cache';
import type { Attempt, DeskEvent } from '../desk-event.js';
import { type Level, NetworkTries } from './network-tries.js';
import { OpenKeys } from './open-keys.js';
import { RecentTexts } from './recent-texts.js';
import type { Place } from './place.js';
import { type DetectionRule, MINUTE_MS, NOTHING, numberIn, numeric, type RuleRun, type RuleValues } from './rule.js';
import { attemptTouch, type Facts, networkPart, type Sighting, type Touch } from './sighting.js';
import type { Tried } from './tried-accounts.js';

const MAX_NETWORKS = 1_000;
/** Below so many passwords that were really looked at, refusals say only that a block holds. */
const LEAST_LOOKED_AT = 3;
/** Where a tenth of a network's people had a name that nobody has, names are being tried. */
const UNKNOWN_SHARE = 10;
/** Who got in within so long before is held against who failed. */
const COMPARED_MS = 60 * MINUTE_MS;
/** Where half the limit is passed in so many networks at once, it is one attack from all of them. */
const SUSPECTS = 3;
/** From so many networks at once on, they are told as one. */
const NETWORKS_OF_CAMPAIGN = 5;
const LEVELS = ['single', 'wide'] as const;

interface Attacking {
  /** Under which key it is told: its own, or the one of the campaign. */
  readonly toldAs: string;
  readonly isShared: boolean;
}

/** Many accounts tried from one address, or from the /24 or /48 around it. */
export const credentialStuffing: DetectionRule = {
  id: 'credential_stuffing',
  severity: 'high',
  defaultMode: 'on',
  rank: 60,
  family: 'credentials',
  actions: ['sign-in.attempted', 'second-factor.challenged'],
  parameters: [
    numeric('accounts', 'integer', 10, 5, 100),
    numeric('windowMinutes', 'minutes', 10, 1, 60),
    numeric('unknownAccounts', 'integer', 15, 5, 100),
    numeric('slowAccounts', 'integer', 15, 5, 200),
    numeric('slowWindowMinutes', 'minutes', 360, 30, 360),
  ],
  start: (values) => new CredentialStuffingRun(values),
};

class CredentialStuffingRun implements RuleRun {
  private readonly networks: Readonly<Record<Level, LRUCache<string, NetworkTries>>> = {
    single: new LRUCache({ max: MAX_NETWORKS }),
    wide: new LRUCache({ max: MAX_NETWORKS }),
  };
  private readonly open = new OpenKeys<Attacking>();
  private readonly suspects = new RecentTexts(SUSPECTS);

  constructor(private readonly values: RuleValues) {}

  observe(event: DeskEvent): readonly Sighting[] {
    const { attempt, place } = event;
    if (attempt === null || place === null) return NOTHING;
    if (attempt.outcome !== 'succeeded' && !attempt.isGuess) return NOTHING;
    const tried = triedOf(event, attempt, place);
    // who got in is judged by what was there before them
    const seen = tried.solved ? this.succeeded(event, place, tried) : NOTHING;
    const single = this.triesIn('single', place);
    single.note(tried);
    // an address of many people says nothing of the network around it
    if (!single.isShared(event.at)) this.triesIn('wide', place).note(tried);
    return tried.solved ? seen : this.failed(event, place, tried);
  }

  private failed(event: DeskEvent, place: Place, { email, touch }: Tried): readonly Sighting[] {
    for (const level of LEVELS) {
      const key = keyOf(place, level);
      const attacking = this.open.find(key, event.at);
      if (attacking === undefined || this.triesIn(level, place).belongs(email, event.at)) continue;
      this.open.extend(key, event.at);
      return [sighting(attacking.toldAs, place, [withNetwork(touch, place[level])])];
    }
    for (const level of LEVELS) {
      const found = this.judge(event, place, level);
      if (found !== null) return [found];
    }
    return NOTHING;
  }

  private judge(event: DeskEvent, place: Place, level: Level): Sighting | null {
    const tries = this.triesIn(level, place);
    const facts = this.measure(tries, event.at) ?? this.suspect(tries, place, level, event.at);
    if (facts === null) return null;
    const key = keyOf(place, level);
    const isShared = level === 'wide' || tries.isShared(event.at);
    const toldAs = this.open.hasAtLeast(NETWORKS_OF_CAMPAIGN, event.at) ? 'campaign' : key;
    this.open.begin(key, event.at, { toldAs, isShared });
    const spanMs = this.spanOf('slowWindowMinutes');
    const solved = isShared ? [] : tries.solvedWithin(spanMs, event.at);
    const involved = [...tries.failedWithin(spanMs, event.at), ...solved];
    const found = sighting(
      toldAs,
      place,
      involved.map(({ touch }) => withNetwork(touch, place[level])),
    );
    const joins = [...found.joins, ...solved.map(({ email }) => `account:${email}`)];
    return { ...found, joins, severity: solved.length > 0 ? 'critical' : found.severity, facts };
  }

  /** What was measured where a limit is passed, else null. */
  private measure(tries: NetworkTries, at: number): Facts | null {
    const least = Math.min(this.limit('accounts'), this.limit('unknownAccounts'), this.limit('slowAccounts'));
    if (tries.failures < least) return null;
    return (
      this.measureOver('windowMinutes', this.limit('accounts'), tries, at) ??
      this.measureUnknown(tries, at) ??
      this.measureOver('slowWindowMinutes', this.limit('slowAccounts'), tries, at)
    );
  }

  /** What was measured where half the limit is passed in this network and in others. */
  private suspect(tries: NetworkTries, { wide }: Place, level: Level, at: number): Facts | null {
    if (level === 'single') return null;
    const half = Math.ceil(this.limit('accounts') / 2);
    const facts = tries.failures < half ? null : this.measureOver('windowMinutes', half, tries, at);
    if (facts === null) return null;
    this.suspects.add(wide, at);
    return this.suspects.countWithin(this.spanOf('windowMinutes'), at) < SUSPECTS ? null : facts;
  }

  private measureOver(span: string, threshold: number, tries: NetworkTries, at: number): Facts | null {
    const spanMs = this.spanOf(span);
    const failed = tries.failedWithin(spanMs, at);
    if (failed.length < threshold) return null;
    const looked = failed.filter(({ lookedAt }) => lookedAt > at - spanMs).length;
    const solved = tries.solvedWithin(Math.max(spanMs, COMPARED_MS), at).length;
    if (looked < Math.max(LEAST_LOOKED_AT, solved)) return null;
    return { accounts: failed.length, succeeded: solved, threshold, windowMinutes: this.limit(span) };
  }

  private measureUnknown(tries: NetworkTries, at: number): Facts | null {
    const threshold = this.limit('unknownAccounts');
    const unknown = tries.failedWithin(this.spanOf('windowMinutes'), at).filter((one) => one.unknown).length;
    const solved = tries.solvedWithin(COMPARED_MS, at).length;
    if (unknown < Math.max(threshold, solved / UNKNOWN_SHARE)) return null;
    return { unknown, succeeded: solved, threshold, windowMinutes: this.limit('windowMinutes') };
  }

  private succeeded(event: DeskEvent, place: Place, tried: Tried): readonly Sighting[] {
    const single = this.open.find(keyOf(place, 'single'), event.at);
    if (single !== undefined) {
      const tries = this.triesIn('single', place);
      // who had got in from there before belongs there, and so does who was not tried, where many do
      const isTheirs = single.isShared && tries.findFailed(tried.email) === undefined;
      const belongs = isTheirs || tries.belongs(tried.email, event.at);
      return belongs ? NOTHING : [success(single.toldAs, place, tried)];
    }
    const wide = this.open.find(keyOf(place, 'wide'), event.at);
    if (wide === undefined || !this.isByAttacker(place, tried, event.at)) return NOTHING;
    return [success(wide.toldAs, place, tried)];
  }

  // in a network of many, the attacker is who tried other accounts too, or the same one from another address before
  private isByAttacker(place: Place, { email, single }: Tried, at: number): boolean {
    const tries = this.triesIn('wide', place);
    if (tries.belongs(email, at)) return false;
    return tries
      .failedWithin(this.spanOf('slowWindowMinutes'), at)
      .some((one) => (one.single === single) !== (one.email === email));
  }

  private triesIn(level: Level, place: Place): NetworkTries {
    const known = this.networks[level].get(place[level]);
    if (known !== undefined) return known;
    const made = new NetworkTries(this.spanOf('slowWindowMinutes'));
    this.networks[level].set(place[level], made);
    return made;
  }

  private limit(name: string): number {
    return numberIn(this.values, name);
  }

  private spanOf(name: string): number {
    return this.limit(name) * MINUTE_MS;
  }
}

function keyOf(place: Place, level: Level): string {
  return `network:${place[level]}`;
}

function sighting(key: string, { wide }: Place, touches: readonly Touch[]): Sighting {
  const joins = ['campaign:credentials', `network:${wide}`];
  return { key, joins, severity: credentialStuffing.severity, facts: {}, touches };
}

function success(key: string, place: Place, { email, touch }: Tried): Sighting {
  const found = sighting(key, place, [touch]);
  const joins = [...found.joins, `account:${email}`];
  return { ...found, joins, severity: 'critical', facts: { compromised: true } };
}

/** What the rules of many accounts remember of an attempt. */
export function triedOf(event: DeskEvent, attempt: Attempt, place: Place): Tried {
  return {
    email: attempt.email,
    single: place.single,
    at: event.at,
    solved: attempt.outcome === 'succeeded',
    lookedAt: attempt.outcome === 'failed' ? event.at : 0,
    unknown: attempt.reason === 'unknown_account',
    common: attempt.commonGuess,
    failures: attempt.outcome === 'succeeded' ? 0 : 1,
    touch: attemptTouch(event),
  };
}

// where the attack comes from a whole network, that is what is to be blocked
function withNetwork(touch: Touch, cidr: string): Touch {
  return { ...touch, parts: [...touch.parts.filter(({ type }) => type !== 'network'), networkPart(cidr)] };
}
