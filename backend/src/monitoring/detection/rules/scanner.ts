import { LRUCache } from 'lru-cache';
import { type DeskEvent, numberOf, textOf, textsOf } from '../desk-event.js';
import { OpenKeys } from './open-keys.js';
import type { Place } from './place.js';
import { RecentTexts } from './recent-texts.js';
import {
  type DetectionRule,
  listed,
  MINUTE_MS,
  NOTHING,
  numberIn,
  numeric,
  type RuleRun,
  type RuleValues,
} from './rule.js';
import { accountPart, type Facts, networkPart, type Part, type Sighting, type Touch, touchOf } from './sighting.js';
import { TouchWindow } from './touch-window.js';

const MAX_NETWORKS = 2_000;
const MAX_PEOPLE = 2_000;
const MAX_TEXTS = 500;
const MAX_TOUCHES = 60;
/** A burst that asks for fewer different things is a page that tries again, not somebody who looks around. */
const PATHS_OF_BURST = 10;

interface NetworkState {
  readonly probes: RecentTexts;
  readonly paths: RecentTexts;
  readonly window: TouchWindow;
}

/** Somebody who looks for what is not theirs: known probe paths, bursts of what is not there or refused. */
export const scanner: DetectionRule = {
  id: 'scanner',
  severity: 'medium',
  defaultMode: 'on',
  rank: 25,
  actions: ['requests.refused', 'access.refused'],
  parameters: [
    numeric('probes', 'integer', 3, 1, 50),
    numeric('probeWindowMinutes', 'minutes', 60, 1, 360),
    numeric('paths', 'integer', 20, 5, 200),
    numeric('requests', 'integer', 300, 50, 10_000),
    numeric('burstMinutes', 'minutes', 2, 1, 30),
    numeric('refusedRoutes', 'integer', 10, 3, 100),
    numeric('routeWindowMinutes', 'minutes', 5, 1, 60),
    listed('ignoredPaths', 'paths', []),
  ],
  start: (values) => new ScannerRun(values),
};

class ScannerRun implements RuleRun {
  private readonly networks = new LRUCache<string, NetworkState>({ max: MAX_NETWORKS });
  private readonly people = new LRUCache<string, { readonly routes: RecentTexts; readonly window: TouchWindow }>({
    max: MAX_PEOPLE,
  });
  private readonly open = new OpenKeys();

  constructor(private readonly values: RuleValues) {}

  observe(event: DeskEvent): readonly Sighting[] {
    if (event.action === 'access.refused') return this.refusedPerson(event);
    return event.place === null ? NOTHING : this.refusedNetwork(event, event.place);
  }

  private refusedNetwork(event: DeskEvent, place: Place): readonly Sighting[] {
    const levels = [place.single, place.wide];
    const weight = Math.max(1, numberOf(event.details, 'count'));
    for (const network of levels) {
      const key = `network:${network}`;
      if (this.open.find(key, event.at) === undefined) continue;
      this.open.extend(key, event.at);
      return [sighting(key, place, [touchOf(event, 'failed', [networkPart(place.single)], weight)])];
    }
    const touch = touchOf(event, 'failed', [networkPart(place.single)], weight);
    for (const network of levels) {
      const state = this.stateOf(network);
      this.note(state, event, touch);
      const facts = this.measure(state, event.at);
      if (facts === null) continue;
      const key = `network:${network}`;
      this.open.begin(key, event.at, {});
      return [{ ...sighting(key, place, state.window.take()), facts }];
    }
    return NOTHING;
  }

  private note(state: NetworkState, { details, at }: DeskEvent, touch: Touch): void {
    const ignored = this.values['ignoredPaths'];
    const prefixes = Array.isArray(ignored) ? ignored.map(String) : [];
    const counts = (path: string): boolean => !prefixes.some((prefix) => path.startsWith(prefix));
    const paths = textsOf(details, 'paths').filter(counts);
    const probes = textsOf(details, 'probes').filter(counts);
    if (paths.length + probes.length === 0) return;
    for (const path of paths) state.paths.add(path, at);
    for (const probe of probes) state.probes.add(probe, at);
    state.window.add(touch);
  }

  private measure(state: NetworkState, at: number): Facts | null {
    const burstMs = this.minutes('burstMinutes');
    const probes = state.probes.countWithin(this.minutes('probeWindowMinutes'), at);
    const paths = state.paths.countWithin(burstMs, at);
    const requests = state.window.countWithin(burstMs, at);
    const facts = { probes, paths, requests };
    if (probes >= this.limit('probes')) return { ...facts, threshold: this.limit('probes') };
    if (paths >= this.limit('paths')) return { ...facts, threshold: this.limit('paths') };
    const isBurst = requests >= this.limit('requests') && paths >= PATHS_OF_BURST;
    return isBurst ? { ...facts, threshold: this.limit('requests') } : null;
  }

  private refusedPerson(event: DeskEvent): readonly Sighting[] {
    const { actor, place, at } = event;
    const route = textOf(event.details, 'route');
    if (actor.kind !== 'user' || route === null) return NOTHING;
    // a key that asks for too much is told of as such
    if (textOf(event.details, 'actingKeyId') !== null) return NOTHING;
    const key = `account:${actor.name}`;
    const parts: Part[] = [accountPart(actor.name, actor.userId)];
    if (place !== null) parts.push(networkPart(place.single));
    const touch = touchOf(event, 'failed', parts);
    if (this.open.find(key, at) !== undefined) {
      this.open.extend(key, at);
      return [personSighting(key, [touch])];
    }
    const { routes, window } = this.personOf(key);
    routes.add(route, at);
    window.add(touch);
    const refused = routes.countWithin(this.minutes('routeWindowMinutes'), at);
    if (refused < this.limit('refusedRoutes')) return NOTHING;
    this.open.begin(key, at, {});
    const facts = { routes: refused, threshold: this.limit('refusedRoutes') };
    return [{ ...personSighting(key, window.take()), facts }];
  }

  private stateOf(network: string): NetworkState {
    const found = this.networks.get(network);
    if (found !== undefined) return found;
    const longest = Math.max(this.minutes('probeWindowMinutes'), this.minutes('burstMinutes'));
    const made = {
      probes: new RecentTexts(MAX_TEXTS),
      paths: new RecentTexts(MAX_TEXTS),
      window: new TouchWindow(MAX_TOUCHES * 10, longest),
    };
    this.networks.set(network, made);
    return made;
  }

  private personOf(key: string): { readonly routes: RecentTexts; readonly window: TouchWindow } {
    const found = this.people.get(key);
    if (found !== undefined) return found;
    const window = new TouchWindow(MAX_TOUCHES, this.minutes('routeWindowMinutes'));
    const made = { routes: new RecentTexts(MAX_TEXTS), window };
    this.people.set(key, made);
    return made;
  }

  private limit(name: string): number {
    return numberIn(this.values, name);
  }

  private minutes(name: string): number {
    return this.limit(name) * MINUTE_MS;
  }
}

function sighting(key: string, { wide }: Place, touches: readonly Touch[]): Sighting {
  return { key, joins: [`scan:${wide}`], severity: scanner.severity, facts: {}, touches };
}

function personSighting(key: string, touches: readonly Touch[]): Sighting {
  return { key, joins: [], severity: scanner.severity, facts: {}, touches };
}
