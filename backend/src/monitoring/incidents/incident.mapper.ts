import type { Containment, ContainmentResult } from '@classy-book/contracts/containment';
import type { Incident, IncidentEntity, IncidentTimelineEntry } from '@classy-book/contracts/incidents';
import type { AuditDocument } from '../audit/audit-log.schema.js';
import type { IncidentEntryDocument } from './incident-entry.schema.js';
import type { IncidentRow } from './incident.repository.js';
import type { ContainmentActionDocument, ContainmentDocument, EntityDocument } from './incident.schema.js';

/** An incident as lists and the live stream show it. */
export function toIncident(row: IncidentRow): Incident {
  const { events, failed, succeeded, accounts, addresses } = row;
  return {
    id: row._id.toHexString(),
    number: row.number,
    kind: row.kind,
    kinds: [...row.kinds],
    severity: row.severity,
    state: row.state,
    dryRun: row.dryRun,
    title: row.title,
    firstSeen: row.firstSeen.toISOString(),
    lastSeen: row.lastSeen.toISOString(),
    detectedAt: row.detectedAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    containedAt: row.containedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    counts: { events, failed, succeeded, accounts, addresses },
    accounts: [...row.topAccounts],
    networks: [...row.topNetworks],
    assignee: row.assignee === null ? null : { id: row.assignee.id, email: row.assignee.email },
    version: row.version,
  };
}

/** An entity with what is in force against it. */
export function toEntity(entity: EntityDocument, contained: boolean): IncidentEntity {
  const { type, value, userId, events, failed, succeeded } = entity;
  const times = { firstSeen: entity.firstSeen.toISOString(), lastSeen: entity.lastSeen.toISOString() };
  return { type, value, userId, events, failed, succeeded, ...times, contained };
}

/** What became of the actions of a containment; what was not come to is left out. */
export function toResults(actions: readonly ContainmentActionDocument[]): ContainmentResult[] {
  return actions.flatMap(({ id, type, target, outcome, problem }) =>
    outcome === null ? [] : [{ id, type, target, outcome, problem }],
  );
}

export function toContainment(containment: ContainmentDocument): Containment {
  return {
    at: containment.at.toISOString(),
    by: containment.by,
    until: containment.until.toISOString(),
    results: toResults(containment.actions),
    undoneAt: containment.undoneAt?.toISOString() ?? null,
    undoneBy: containment.undoneBy,
  };
}

export function toEntry(entry: IncidentEntryDocument): IncidentTimelineEntry {
  const { _id, at, type, actor, text, details } = entry;
  return { id: _id.toHexString(), at: at.toISOString(), type, actor, text, details };
}

/** A record of the audit log as evidence. */
export function toEvidence(record: AuditDocument): IncidentTimelineEntry {
  const { email = null, outcome = null, reason = null } = record.details;
  return {
    id: record._id.toHexString(),
    at: record.timestamp.toISOString(),
    type: 'evidence',
    actor: record.actor.name,
    text: null,
    details: { action: record.action, email, ipAddress: record.ipAddress, outcome, reason },
  };
}
