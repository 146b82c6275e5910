import type { ContainmentActionType, ContainmentResult } from '@classy-book/contracts/containment';
import type {
  IncidentEntityType,
  IncidentKind,
  IncidentPerson,
  IncidentSeverity,
  IncidentState,
} from '@classy-book/contracts/incidents';
import { type mongo, Schema, type Types } from 'mongoose';

/** One entity with its own counts. `start` and `end` are the bounds of a network as 16 sortable bytes, null for others. */
export interface EntityDocument {
  type: IncidentEntityType;
  value: string;
  userId: string | null;
  start: string | null;
  end: string | null;
  events: number;
  failed: number;
  succeeded: number;
  firstSeen: Date;
  lastSeen: Date;
}

/** What an action set, so that its undoing lifts that and nothing else. */
export interface ContainmentMark {
  /** Null for a lock. */
  blockId: string | null;
  reason: string;
  until: Date;
  /** The block of the rules that the action replaced, to be put back; null where there was none. */
  replaced: { attempts: number; until: Date } | null;
}

export interface ContainmentActionDocument {
  id: string;
  type: ContainmentActionType;
  target: string;
  outcome: ContainmentResult['outcome'] | null;
  problem: string | null;
  mark: ContainmentMark | null;
}

/** The last containment. `running` and `undoing` are left behind by a process that died in the middle. */
export interface ContainmentDocument {
  state: 'running' | 'done' | 'undoing' | 'undone';
  at: Date;
  by: string;
  until: Date;
  actions: ContainmentActionDocument[];
  undoneAt: Date | null;
  undoneBy: string | null;
}

/**
 * An incident. `revision` goes up with every write and is what writers compare, `version` only with what people do.
 * `joinKeys` say under which names findings join it, until `activeUntil`; `ruleKeys` are the rules with their keys that
 * made it, `taken` the marks of the last findings.
 */
export interface IncidentDocument {
  _id: Types.ObjectId;
  number: number;
  kind: IncidentKind;
  kinds: IncidentKind[];
  rank: number;
  severity: IncidentSeverity;
  severityRank: number;
  /** The highest severity that findings had: only a higher one raises the incident again. */
  foundSeverity: number;
  state: IncidentState;
  dryRun: boolean;
  title: string | null;
  firstSeen: Date;
  lastSeen: Date;
  detectedAt: Date;
  acknowledgedAt: Date | null;
  containedAt: Date | null;
  closedAt: Date | null;
  events: number;
  failed: number;
  succeeded: number;
  accounts: number;
  addresses: number;
  topAccounts: string[];
  topNetworks: string[];
  assignee: IncidentPerson | null;
  version: number;
  revision: number;
  facts: Record<string, string | number | boolean>;
  entities: EntityDocument[];
  accountSketch: mongo.Binary;
  addressSketch: mongo.Binary;
  joinKeys: string[];
  ruleKeys: string[];
  activeUntil: Date;
  taken: string[];
  evidence: string[];
  /** How many entries its timeline has. */
  entries: number;
  containment: ContainmentDocument | null;
  /** False until the consoles were told that there is such an incident. */
  announced: boolean;
  purgeAt: Date | null;
}

export const INCIDENT_MODEL = 'Incident';
export const INCIDENT_COLLECTION = 'incidents';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const incidentSchema = new Schema<IncidentDocument>(
  {
    number: { type: Number, required: true },
    dryRun: { type: Boolean, required: true },
    state: { type: String, required: true },
    purgeAt: { type: Date, default: null },
  },
  { collection: INCIDENT_COLLECTION, versionKey: false, strict: false },
);

// one number for each, also when two are opened at once
incidentSchema.index({ number: 1 }, { unique: true });
// the lists, by each of their orders
incidentSchema.index({ dryRun: 1, lastSeen: -1, _id: -1 });
incidentSchema.index({ dryRun: 1, detectedAt: -1, _id: -1 });
incidentSchema.index({ dryRun: 1, severityRank: -1, _id: -1 });
// the lists by state, and how many are open
incidentSchema.index({ state: 1, lastSeen: -1 });
// the lists by rule, and how many each rule found
incidentSchema.index({ kinds: 1, lastSeen: -1 });
// the list of one person
incidentSchema.index({ 'assignee.id': 1, lastSeen: -1 });
// the list of one account
incidentSchema.index({ 'entities.value': 1, lastSeen: -1 });
// the list of an address or a range
incidentSchema.index({ 'entities.start': 1, 'entities.end': 1 });
// which incident takes a finding
incidentSchema.index({ joinKeys: 1, activeUntil: -1 });
// what nobody was told of yet, because a process died in between
incidentSchema.index({ announced: 1 }, { partialFilterExpression: { announced: false } });
// closed incidents go when their time is over
incidentSchema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });

/** The last number that was given to an incident. */
export interface IncidentCounterDocument {
  _id: string;
  last: number;
}

export const INCIDENT_COUNTER_MODEL = 'IncidentCounter';
export const INCIDENT_COUNTER_COLLECTION = 'incident_counters';

export const incidentCounterSchema = new Schema<IncidentCounterDocument>(
  { _id: { type: String, required: true }, last: { type: Number, required: true } },
  { collection: INCIDENT_COUNTER_COLLECTION, versionKey: false },
);
