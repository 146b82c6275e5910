import { LRUCache } from 'lru-cache';
import type { DeskEvent } from '../desk-event.js';
import { kilometresBetween } from './country-centres.js';
import {
  type DetectionRule,
  type Knowledge,
  NOTHING,
  numberIn,
  numeric,
  type RuleRun,
  type RuleValues,
} from './rule.js';
import { attemptTouch, type Sighting, type Touch } from './sighting.js';

const MAX_ACCOUNTS = 20_000;
const HOUR_MS = 3_600_000;

interface Arrival {
  readonly at: number;
  readonly country: string;
  readonly touch: Touch;
}

/** An account that gets in from two countries faster than anybody travels. */
export const impossibleTravel: DetectionRule = {
  id: 'impossible_travel',
  severity: 'medium',
  defaultMode: 'on',
  rank: 30,
  actions: ['sign-in.attempted'],
  parameters: [numeric('maximumKmh', 'kmh', 1_000, 100, 5_000), numeric('minimumKm', 'integer', 300, 50, 5_000)],
  start: (values, knowledge) => new ImpossibleTravelRun(values, knowledge),
};

class ImpossibleTravelRun implements RuleRun {
  private readonly arrivals = new LRUCache<string, Arrival>({ max: MAX_ACCOUNTS });
  private readonly maximumKmh: number;
  private readonly minimumKm: number;

  constructor(
    values: RuleValues,
    private readonly knowledge: Knowledge,
  ) {
    this.maximumKmh = numberIn(values, 'maximumKmh');
    this.minimumKm = numberIn(values, 'minimumKm');
  }

  observe(event: DeskEvent): readonly Sighting[] {
    const { attempt, place, at } = event;
    if (attempt?.outcome !== 'succeeded' || attempt.userId === null || place === null) return NOTHING;
    const country = this.knowledge.countryOf(place.address);
    if (country === null) return NOTHING;
    const before = this.arrivals.get(attempt.userId);
    const touch = attemptTouch(event);
    this.arrivals.set(attempt.userId, { at, country, touch });
    if (before === undefined || before.country === country) return NOTHING;
    const kilometres = kilometresBetween(before.country, country);
    const hours = Math.max(0, at - before.at) / HOUR_MS;
    if (kilometres === null || kilometres < this.minimumKm || kilometres <= hours * this.maximumKmh) return NOTHING;
    const facts = {
      from: before.country,
      to: country,
      kilometres: Math.round(kilometres),
      minutes: Math.round(hours * 60),
    };
    const key = `account:${attempt.email}`;
    const { severity } = impossibleTravel;
    const touches = [before.touch, touch];
    return [{ key, joins: [key], severity, facts, touches, personId: attempt.userId }];
  }
}
