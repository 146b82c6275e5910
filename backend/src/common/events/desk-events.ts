import type { AllowedIp } from '@classy-book/contracts/blocking';
import type { ContainmentResult } from '@classy-book/contracts/containment';
import type { Incident } from '@classy-book/contracts/incidents';
import type { Notification } from '@classy-book/contracts/notifications';
import type { IncidentEvent } from '@classy-book/contracts/realtime';
import type { Actor, Origin } from './actor.js';
import type { EventFacts } from './identity-events.js';

interface ByActor {
  readonly actor: Actor;
  readonly origin: Origin;
}

/** An incident came up, grew or was changed; `incident` is as it is afterwards, `changes` what a person changed. */
export interface IncidentChanged extends ByActor {
  readonly change: IncidentEvent['change'];
  readonly incident: Incident;
  readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
}

/** An incident was contained, or its containment undone: one act, with what became of each of its actions. */
export interface IncidentContained extends ByActor {
  readonly change: 'contained' | 'undone';
  readonly incidentId: string;
  readonly number: number;
  readonly results: readonly ContainmentResult[];
}

/** Somebody wrote a note on an incident. The text stays with the incident. */
export interface IncidentNoted extends ByActor {
  readonly incidentId: string;
  readonly number: number;
}

/** A detection rule was set differently. */
export interface RuleChanged extends ByActor {
  readonly rule: string;
  readonly before: EventFacts;
  readonly after: EventFacts;
}

/** A key was refused. Told at most once a second for a key or an address; `count` is how often it was since. */
export interface ApiKeyRefused extends ByActor {
  /** Null where no such key was ever made. */
  readonly keyId: string | null;
  readonly name: string | null;
  readonly userId: string | null;
  readonly email: string | null;
  readonly reason: 'unknown' | 'expired' | 'revoked' | 'not_permitted';
  readonly permission: string | null;
  readonly count: number;
}

/** A key was used from a network, or a country, that it was not seen with before. Never for its first use. */
export interface ApiKeyUnfamiliar extends ByActor {
  readonly keyId: string;
  readonly name: string;
  readonly userId: string;
  readonly email: string;
  readonly country: string | null;
  readonly newCountry: boolean;
}

/**
 * Requests of one address that found nothing or were refused, or that asked for what only scanners ask for; told at most
 * once a second for an address. Paths are cut and at most 20; `probes` are those among them that are known probe paths.
 */
export interface RequestsRefused extends ByActor {
  readonly ipAddress: string;
  readonly count: number;
  /** How often each status was answered, such as `{ "404": 12 }`. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly paths: readonly string[];
  readonly probes: readonly string[];
}

/** Records of the desk were read. */
export interface RecordsRead extends ByActor {
  readonly resource: string;
  readonly filter: Readonly<Record<string, unknown>>;
}

/** A verification of the audit log came to its end; `checkpoints` is how many signed checkpoints it was compared with. */
export interface AuditVerified extends ByActor {
  readonly ok: boolean;
  readonly checked: number;
  readonly checkpoints: number;
}

/** A verification found the audit log broken; `explanation` is a sentence, `kind` one of `auditBreakKinds`. */
export interface AuditBroken extends ByActor {
  readonly kind: string;
  readonly recordId: string | null;
  readonly writer: string | null;
  readonly seq: number | null;
  readonly explanation: string;
}

/** What is kept of records of one chain that were dropped because of their age. */
export interface AuditSeal {
  readonly writer: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  /** The hash of record `toSeq`, the last one that was dropped. */
  readonly hash: string;
  readonly counts: readonly { readonly action: string; readonly count: number }[];
  readonly firstAt: string;
  readonly lastAt: string;
  /** How many records of this kind told the seal on, after the one that made it. */
  readonly toldOn: number;
}

/** Old records of the audit log are about to be dropped; published before they are. */
export interface AuditPruned extends ByActor {
  readonly olderThan: string;
  readonly records: number;
  readonly seals: readonly AuditSeal[];
}

/** A process of this installation began its work, or ended it in good order. */
export interface SystemChanged extends ByActor {
  readonly version: string;
  readonly facts: EventFacts;
}

/**
 * A webhook was changed, tested or asked to send something once more; `disabled` is by the system, for it only failed.
 * `target` is scheme, host and port.
 */
export interface WebhookChanged extends ByActor {
  readonly change: 'created' | 'updated' | 'deleted' | 'rotated' | 'tested' | 'redelivered' | 'disabled';
  readonly webhookId: string;
  readonly target: string;
  readonly before: EventFacts | null;
  readonly after: EventFacts | null;
}

/** An address or a range came onto the allow list, or went off it. */
export interface AllowListChanged extends ByActor {
  readonly change: 'added' | 'removed';
  readonly entry: AllowedIp;
}

/** Somebody was told something in the product; `unread` is how many they have not read now, counted up to 100. */
export interface NotificationCreated {
  readonly userId: string;
  readonly notification: Notification;
  readonly unread: number;
}

/** Filters of a list were kept under a name, changed or forgotten. */
export interface ViewChanged extends ByActor {
  readonly change: 'created' | 'updated' | 'deleted';
  readonly viewId: string;
  readonly page: string;
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
}

/** The events of the desk, by name. */
export interface DeskEvents {
  'incident.changed': IncidentChanged;
  'incident.contained': IncidentContained;
  'incident.noted': IncidentNoted;
  'rule.changed': RuleChanged;
  'api-key.refused': ApiKeyRefused;
  'api-key.unfamiliar': ApiKeyUnfamiliar;
  'requests.refused': RequestsRefused;
  'records.read': RecordsRead;
  'webhook.changed': WebhookChanged;
  'view.changed': ViewChanged;
  'allow-list.changed': AllowListChanged;
  'audit.verified': AuditVerified;
  'audit.broken': AuditBroken;
  'audit.pruned': AuditPruned;
  'system.started': SystemChanged;
  'system.stopped': SystemChanged;
}
