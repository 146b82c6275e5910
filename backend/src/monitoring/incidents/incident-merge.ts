import { createHash } from 'node:crypto';
import {
  type IncidentEntityType,
  incidentEntityTypes,
  type IncidentSeverity,
  incidentSeverities,
  MAX_INCIDENT_ENTITIES,
} from '@classy-book/contracts/incidents';
import { mongo } from 'mongoose';
import { parseRange } from '../../common/network/addresses.js';
import { DistinctSketch } from './distinct-sketch.js';
import type { Finding, FindingEntity } from './findings.port.js';
import type { EntityDocument, IncidentDocument } from './incident.schema.js';

/** An incident that nothing was seen of for so long is over: what comes then is another one. */
export const QUIET_MS = 30 * 60_000;
/** How long the key of a false alarm stays silent. */
export const SILENT_MS = 24 * 3_600_000;

const MAX_JOINS = 500;
const MAX_RULE_KEYS = 200;
const MAX_TAKEN = 500;
const MAX_EVIDENCE = 200;
const FIRST_EVIDENCE = 100;
const NAMED = 5;
// none of the types is crowded out by another one
const ENTITIES_OF_EACH_TYPE = MAX_INCIDENT_ENTITIES / incidentEntityTypes.length;

/** The place of a severity among all of them, from 0. */
export function severityRank(severity: IncidentSeverity): number {
  return incidentSeverities.indexOf(severity);
}

/** The mark of a finding: the same for the same finding, whenever it is taken. */
export function findingMark({ rule, key, lastSeen, evidence, dryRun }: Finding): string {
  const text = JSON.stringify([rule, key, lastSeen.getTime(), evidence, dryRun]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** A rule with one of its keys. */
export function ruleKey({ rule, key }: Pick<Finding, 'rule' | 'key'>): string {
  return `${rule} ${key}`;
}

/** What is the same of every new incident. */
export function blankIncident(
  number: number,
): Pick<
  IncidentDocument,
  | '_id'
  | 'number'
  | 'state'
  | 'acknowledgedAt'
  | 'containedAt'
  | 'closedAt'
  | 'assignee'
  | 'version'
  | 'revision'
  | 'containment'
  | 'announced'
  | 'purgeAt'
> {
  return {
    _id: new mongo.ObjectId(),
    number,
    state: 'open',
    acknowledgedAt: null,
    containedAt: null,
    closedAt: null,
    assignee: null,
    version: 0,
    revision: 0,
    containment: null,
    announced: false,
    purgeAt: null,
  };
}

/** A new incident of a finding. */
export function openIncident(finding: Finding, number: number): IncidentDocument {
  const nothing = new mongo.Binary(Buffer.alloc(0));
  const rank = severityRank(finding.severity);
  const empty: IncidentDocument = {
    ...blankIncident(number),
    kind: finding.rule,
    kinds: [],
    rank: finding.rank,
    severity: finding.severity,
    severityRank: rank,
    foundSeverity: rank,
    dryRun: finding.dryRun,
    title: null,
    firstSeen: finding.firstSeen,
    lastSeen: finding.lastSeen,
    detectedAt: finding.detectedAt,
    events: 0,
    failed: 0,
    succeeded: 0,
    accounts: 0,
    addresses: 0,
    topAccounts: [],
    topNetworks: [],
    facts: {},
    entities: [],
    accountSketch: nothing,
    addressSketch: nothing,
    joinKeys: [],
    ruleKeys: [],
    activeUntil: finding.lastSeen,
    taken: [],
    evidence: [],
    entries: 0,
  };
  return extendIncident(empty, finding);
}

/** An incident after one more finding. Only what findings decide is changed. */
export function extendIncident(incident: IncidentDocument, finding: Finding): IncidentDocument {
  const names = finding.rank >= incident.rank;
  const found = severityRank(finding.severity);
  const isWorse = found > incident.foundSeverity && found > incident.severityRank;
  const lastSeen = later(incident.lastSeen, finding.lastSeen);
  const ruleKeys = unite(incident.ruleKeys, [ruleKey(finding)], MAX_RULE_KEYS);
  return {
    ...incident,
    ...(names ? { kind: finding.rule, rank: finding.rank, facts: { ...finding.facts } } : {}),
    kinds: unite(incident.kinds, [finding.rule], 20),
    ...(isWorse ? { severity: finding.severity, severityRank: found } : {}),
    foundSeverity: Math.max(found, incident.foundSeverity),
    firstSeen: finding.firstSeen < incident.firstSeen ? finding.firstSeen : incident.firstSeen,
    lastSeen,
    // the silence of a false alarm is not made longer by what it silences
    activeUntil: later(incident.activeUntil, new Date(lastSeen.getTime() + QUIET_MS)),
    events: incident.events + finding.events,
    failed: incident.failed + finding.failed,
    succeeded: incident.succeeded + finding.succeeded,
    ...mergeEntities(incident, finding.entities),
    joinKeys: unite(incident.joinKeys, finding.joins, MAX_JOINS),
    ruleKeys,
    taken: [...incident.taken, findingMark(finding)].slice(-MAX_TAKEN),
    evidence: mergeEvidence(incident.evidence, finding.evidence),
  };
}

/** The entities with what came on top, those that matter most first, and how many distinct ones there are in all. */
export function mergeEntities(
  incident: Pick<IncidentDocument, 'entities' | 'accountSketch' | 'addressSketch'>,
  fresh: readonly FindingEntity[],
): Pick<
  IncidentDocument,
  'entities' | 'accountSketch' | 'addressSketch' | 'accounts' | 'addresses' | 'topAccounts' | 'topNetworks'
> {
  const merged = new Map(incident.entities.map((entity) => [`${entity.type} ${entity.value}`, entity]));
  const accounts = new DistinctSketch(incident.accountSketch.value());
  const addresses = new DistinctSketch(incident.addressSketch.value());
  for (const entity of fresh) {
    if (entity.type === 'account') accounts.add(entity.value);
    if (entity.type === 'network') addresses.add(entity.value);
    const name = `${entity.type} ${entity.value}`;
    merged.set(name, mergeEntity(merged.get(name), entity));
  }
  const entities = keepForemost([...merged.values()].sort(byWeight));
  return {
    entities,
    accountSketch: new mongo.Binary(accounts.write()),
    addressSketch: new mongo.Binary(addresses.write()),
    accounts: accounts.count,
    addresses: addresses.count,
    topAccounts: firstOf(entities, 'account'),
    topNetworks: firstOf(entities, 'network'),
  };
}

function mergeEntity(known: EntityDocument | undefined, fresh: FindingEntity): EntityDocument {
  if (known === undefined) {
    const range = fresh.type === 'network' ? parseRange(fresh.value) : null;
    const bounds = range === null || 'problem' in range ? { start: null, end: null } : range;
    return { ...fresh, start: bounds.start, end: bounds.end };
  }
  return {
    ...known,
    userId: fresh.userId ?? known.userId,
    events: known.events + fresh.events,
    failed: known.failed + fresh.failed,
    succeeded: known.succeeded + fresh.succeeded,
    firstSeen: fresh.firstSeen < known.firstSeen ? fresh.firstSeen : known.firstSeen,
    lastSeen: later(known.lastSeen, fresh.lastSeen),
  };
}

// who came in first, then whoever was seen most
function byWeight(a: EntityDocument, b: EntityDocument): number {
  const came = Number(b.succeeded > 0) - Number(a.succeeded > 0);
  if (came !== 0) return came;
  return b.events - a.events || a.firstSeen.getTime() - b.firstSeen.getTime() || (a.value < b.value ? -1 : 1);
}

function keepForemost(sorted: readonly EntityDocument[]): EntityDocument[] {
  if (sorted.length <= MAX_INCIDENT_ENTITIES) return [...sorted];
  const seen = new Map<IncidentEntityType, number>();
  const kept = new Set<EntityDocument>();
  for (const entity of sorted) {
    const place = seen.get(entity.type) ?? 0;
    seen.set(entity.type, place + 1);
    if (place < ENTITIES_OF_EACH_TYPE) kept.add(entity);
  }
  for (const entity of sorted) {
    if (kept.size >= MAX_INCIDENT_ENTITIES) break;
    kept.add(entity);
  }
  return sorted.filter((entity) => kept.has(entity));
}

function firstOf(entities: readonly EntityDocument[], type: IncidentEntityType): string[] {
  return entities
    .filter((entity) => entity.type === type)
    .slice(0, NAMED)
    .map(({ value }) => value);
}

// how it began and what came last; what is between is in the audit log
function mergeEvidence(known: readonly string[], fresh: readonly string[]): string[] {
  const all = [...new Set([...known, ...fresh])].sort();
  if (all.length <= MAX_EVIDENCE) return all;
  return [...all.slice(0, FIRST_EVIDENCE), ...all.slice(FIRST_EVIDENCE - MAX_EVIDENCE)];
}

function unite<T>(known: readonly T[], fresh: readonly T[], maximum: number): T[] {
  return [...new Set([...known, ...fresh])].slice(0, maximum);
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
