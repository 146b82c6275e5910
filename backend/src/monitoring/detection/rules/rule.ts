import type { RuleId, RuleMode, RuleParameter, RuleParameterValue } from '@classy-book/contracts/detection';
import type { IncidentSeverity } from '@classy-book/contracts/incidents';
import type { DeskEvent } from '../desk-event.js';
import type { Sighting } from './sighting.js';

/** A setting of a rule, with how far it may be moved. */
export type ParameterDefinition = Omit<RuleParameter, 'value'>;

/** The values of all parameters of a rule, by name. */
export type RuleValues = Readonly<Record<string, RuleParameterValue>>;

/** What rules know besides the log. */
export interface Knowledge {
  /** The country of a canonical address as ISO 3166-1 alpha-2; null where it is not known. */
  countryOf(address: string): string | null;
  /** What a role carries, nothing for one that is not known. */
  permissionsOf(role: string): readonly string[];
}

/**
 * A rule at work: it keeps what it needs to remember, within bounds, and says at each event what it sees. It knows no
 * time but that of the events, so the same log gives the same sightings.
 */
export interface RuleRun {
  observe(event: DeskEvent): readonly Sighting[];
}

/** A detection rule: what it is made with, and how it is set to work. */
export interface DetectionRule {
  readonly id: RuleId;
  readonly severity: IncidentSeverity;
  readonly defaultMode: RuleMode;
  /** Where several rules had a part in an incident, the one with the highest rank names it. */
  readonly rank: number;
  /** Rules of one family see the same events; an event counts once in all of them together. */
  readonly family?: string;
  /** The actions of the audit log that it wants to see. */
  readonly actions: readonly string[];
  readonly parameters: readonly ParameterDefinition[];
  start(values: RuleValues, knowledge: Knowledge): RuleRun;
}

/** How long something must be quiet until it counts as over, in milliseconds. */
export const QUIET_MS = 30 * 60_000;
export const MINUTE_MS = 60_000;

/** Nothing to see. */
export const NOTHING: readonly Sighting[] = [];

/** A parameter that is a number between two others. */
export function numeric(
  name: string,
  kind: 'integer' | 'percent' | 'minutes' | 'days_count' | 'kmh',
  initial: number,
  minimum: number,
  maximum: number,
): ParameterDefinition {
  return { name, kind, default: initial, minimum, maximum };
}

/** A parameter that is a text or a list. */
export function listed(
  name: string,
  kind: 'time' | 'timezone' | 'days' | 'paths',
  initial: RuleParameterValue,
): ParameterDefinition {
  return { name, kind, default: initial, minimum: null, maximum: null };
}

/** The number under a name. @throws RangeError where it is none: the settings were not checked */
export function numberIn(values: RuleValues, name: string): number {
  const value = values[name];
  if (typeof value !== 'number') throw new RangeError(`${name} is no number`);
  return value;
}

/** The text under a name. @throws RangeError where it is none */
export function textIn(values: RuleValues, name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new RangeError(`${name} is no text`);
  return value;
}

/** What every parameter is made with. */
export function defaultsOf(rule: DetectionRule): RuleValues {
  return Object.fromEntries(rule.parameters.map(({ name, default: initial }) => [name, initial]));
}
