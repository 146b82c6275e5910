import { LRUCache } from 'lru-cache';
import type { Attempt, DeskEvent } from '../desk-event.js';
import { OpenKeys } from './open-keys.js';
import type { Place } from './place.js';
import { type DetectionRule, MINUTE_MS, NOTHING, numberIn, numeric, type RuleRun, type RuleValues } from './rule.js';
import { attemptTouch, type Facts, networkPart, type Sighting, type Touch } from './sighting.js';
import { type Tried, TriedAccounts } from './tried-accounts.js';

const MAX_NETWORKS = 1_000;
const ACCOUNTS_PER_NETWORK = 300;
/** Below so many passwords that were really looked at, refusals say only that a block holds. */
const LEAST_LOOKED_AT = 3;
/** Where a tenth of a network's people had a name that nobody has, names are being tried. */
const UNKNOWN_SHARE = 10;

/** From so many networks at once on, they are told as one. */
const NETWORKS_OF_CAMPAIGN = 5;
/** Where so many people had got in before, a network is not the attacker's own. */
const SHARED_BY = 5;

type Level = 'single' | 'wide';

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
  actions: ['sign-in.attempted'],
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
  private readonly networks: Readonly<Record<Level, LRUCache<string, TriedAccounts>>> = {
    single: new LRUCache({ max: MAX_NETWORKS }),
    wide: new LRUCache({ max: MAX_NETWORKS }),
  };
  private readonly open = new OpenKeys<Attacking>();

  constructor(private readonly values: RuleValues) {}

  observe(event: DeskEvent): readonly Sighting[] {
    const { attempt, place } = event;
    if (attempt === null || place === null) return NOTHING;
    if (attempt.outcome !== 'succeeded' && !attempt.isGuess) return NOTHING;
    const tried = triedOf(event, attempt, place);
    // who got in is judged by what was there before them
    const seen = tried.solved ? this.succeeded(event, place, tried) : NOTHING;
    for (const level of ['single', 'wide'] as const) this.accountsOf(level, place[level]).note(tried);
    return tried.solved ? seen : this.failed(event, place, tried);
  }

  private failed(event: DeskEvent, place: Place, { touch }: Tried): readonly Sighting[] {
    for (const level of ['single', 'wide'] as const) {
      const key = keyOf(place, level);
      const attacking = this.open.find(key, event.at);
      if (attacking === undefined) continue;
      this.open.extend(key, event.at);
      return [this.sighting(attacking.toldAs, place, [withNetwork(touch, place[level])])];
    }
    for (const level of ['single', 'wide'] as const) {
      const found = this.judge(event, place, level);
      if (found !== null) return [found];
    }
    return NOTHING;
  }

  private judge(event: DeskEvent, place: Place, level: Level): Sighting | null {
    const accounts = this.accountsOf(level, place[level]);
    const facts = this.measure(accounts, event.at);
    if (facts === null) return null;
    const key = keyOf(place, level);
    const all = accounts.within(this.spanOf('slowWindowMinutes'), event.at);
    const isShared = level === 'wide' || all.filter(({ solved }) => solved).length >= SHARED_BY;
    const toldAs = this.open.hasAtLeast(NETWORKS_OF_CAMPAIGN, event.at) ? 'campaign' : key;
    this.open.begin(key, event.at, { toldAs, isShared });
    const involved = isShared ? all.filter(({ solved }) => !solved) : all;
    const touches = involved.map(({ touch }) => withNetwork(touch, place[level]));
    const succeeded = involved.filter(({ solved }) => solved);
    const severity = succeeded.length > 0 ? 'critical' : credentialStuffing.severity;
    const sighting = this.sighting(toldAs, place, touches);
    const joins = [...sighting.joins, ...succeeded.map(({ email }) => `account:${email}`)];
    return { ...sighting, joins, severity, facts };
  }

  /** What was measured where a limit is passed, else null. */
  private measure(accounts: TriedAccounts, at: number): Facts | null {
    if (accounts.size < Math.min(this.limit('accounts'), this.limit('unknownAccounts'), this.limit('slowAccounts'))) {
      return null;
    }
    const spans = [
      ['windowMinutes', 'accounts'],
      ['slowWindowMinutes', 'slowAccounts'],
    ] as const;
    for (const [span, limit] of spans) {
      const all = accounts.within(this.spanOf(span), at);
      const failed = all.filter(({ solved }) => !solved);
      const looked = failed.filter((one) => one.looked).length;
      const solved = all.length - failed.length;
      const unknown = failed.filter((one) => one.unknown).length;
      const measured = { accounts: failed.length, succeeded: solved, unknown, windowMinutes: this.limit(span) };
      if (failed.length >= this.limit(limit) && looked >= Math.max(LEAST_LOOKED_AT, solved)) {
        return { ...measured, threshold: this.limit(limit) };
      }
      if (span === 'windowMinutes' && unknown >= Math.max(this.limit('unknownAccounts'), solved / UNKNOWN_SHARE)) {
        return { ...measured, threshold: this.limit('unknownAccounts') };
      }
    }
    return null;
  }

  private succeeded(event: DeskEvent, place: Place, tried: Tried): readonly Sighting[] {
    const joins = [`account:${tried.email}`];
    const single = this.open.find(keyOf(place, 'single'), event.at);
    if (single !== undefined) {
      const before = this.accountsOf('single', place.single).find(tried.email);
      // who had got in from there before belongs there, and so does who was not tried, where many do
      const belongs = before?.solved === true || (single.isShared && before === undefined);
      return belongs ? NOTHING : [this.success(single.toldAs, place, tried.touch, joins)];
    }
    const wide = this.open.find(keyOf(place, 'wide'), event.at);
    if (wide === undefined || !this.isByAttacker(place, tried, event.at)) return NOTHING;
    return [this.success(wide.toldAs, place, tried.touch, joins)];
  }

  // in a network of many, the attacker is who tried other accounts too, or the same one from another address before
  private isByAttacker({ wide }: Place, { email, single }: Tried, at: number): boolean {
    return this.accountsOf('wide', wide)
      .within(this.spanOf('slowWindowMinutes'), at)
      .some((one) => !one.solved && (one.single === single) !== (one.email === email));
  }

  private success(key: string, place: Place, touch: Touch, joins: readonly string[]): Sighting {
    const sighting = this.sighting(key, place, [touch]);
    return {
      ...sighting,
      severity: 'critical',
      joins: [...sighting.joins, ...joins],
      facts: { compromised: true },
    };
  }

  private sighting(key: string, { wide }: Place, touches: readonly Touch[]): Sighting {
    const joins = ['campaign:credentials', `network:${wide}`];
    return { key, joins, severity: credentialStuffing.severity, facts: {}, touches };
  }

  private accountsOf(level: Level, network: string): TriedAccounts {
    const known = this.networks[level].get(network);
    if (known !== undefined) return known;
    const made = new TriedAccounts(ACCOUNTS_PER_NETWORK, this.spanOf('slowWindowMinutes'));
    this.networks[level].set(network, made);
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

/** What the rules of many accounts remember of an attempt. */
export function triedOf(event: DeskEvent, attempt: Attempt, place: Place): Tried {
  return {
    email: attempt.email,
    single: place.single,
    at: event.at,
    solved: attempt.outcome === 'succeeded',
    looked: attempt.outcome === 'failed',
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
