import type { DeskEvents } from '../../common/events/desk-events.js';
import type { DomainEvents } from '../../common/events/domain-events.js';
import type { AuditActor, AuditDraft, PlainValue } from '../audit/audit-record.js';
import { draft, type Resource, toAuditActor } from './audit-draft.js';

type Describe<N extends keyof DeskEvents> = (event: DomainEvents[N]) => AuditDraft;

const AUDIT_LOG: Resource = { type: 'records', id: 'audit_logs' };
const SYSTEM: Resource = { type: 'system', id: 'process' };
const STRANGER: AuditActor = { kind: 'anonymous', name: 'anonymous', userId: null };

/** How the events of the desk stand in the audit log. */
export const deskDrafts: { readonly [N in keyof DeskEvents]: Describe<N> } = {
  'incident.changed': ({ change, incident, changes, actor, origin }) => {
    const details = { change, incident: { ...incident }, changes: changes.map((one) => ({ ...one })) };
    return draft('incident.changed', toAuditActor(actor), incidentOf(incident.id), details, origin);
  },
  'incident.contained': ({ change, incidentId, number, results, actor, origin }) => {
    const details = { change, number, results: results.map((one) => ({ ...one })) };
    return draft('incident.contained', toAuditActor(actor), incidentOf(incidentId), details, origin);
  },
  'incident.noted': ({ incidentId, number, actor, origin }) =>
    draft('incident.noted', toAuditActor(actor), incidentOf(incidentId), { number }, origin),
  'rule.changed': ({ rule, before, after, actor, origin }) =>
    draft('rule.changed', toAuditActor(actor), { type: 'rule', id: rule }, { before, after }, origin),
  'api-key.refused': ({ keyId, name, userId, email, reason, permission, count, origin }) => {
    const details = { keyId, name, userId, email, reason, permission, count };
    return draft('api-key.refused', STRANGER, { type: 'api-key', id: keyId ?? 'unknown' }, details, origin);
  },
  'api-key.unfamiliar': ({ keyId, name, userId, email, country, newCountry, actor, origin }) => {
    const details = { keyId, name, userId, email, country, newCountry };
    return draft('api-key.unfamiliar', toAuditActor(actor), { type: 'api-key', id: keyId }, details, origin);
  },
  'requests.refused': ({ ipAddress, count, statuses, paths, probes, origin }) => {
    const details = { count, statuses, paths, probes };
    return draft('requests.refused', STRANGER, { type: 'address', id: ipAddress }, details, origin);
  },
  'records.read': ({ resource, filter, actor, origin }) => {
    const details = { resource, filter: filter as Readonly<Record<string, PlainValue>> };
    return draft('records.read', toAuditActor(actor), { type: 'records', id: resource }, details, origin);
  },
  'audit.verified': ({ ok, checked, checkpoints, actor, origin }) =>
    draft('audit.verified', toAuditActor(actor), AUDIT_LOG, { ok, checked, checkpoints }, origin),
  'audit.broken': ({ kind, recordId, writer, seq, explanation, actor, origin }) =>
    draft('audit.broken', toAuditActor(actor), AUDIT_LOG, { kind, recordId, writer, seq, explanation }, origin),
  'audit.pruned': ({ olderThan, records, seals, actor, origin }) => {
    const details = { olderThan, records, seals: seals.map((seal) => ({ ...seal, counts: [...seal.counts] })) };
    return draft('audit.pruned', toAuditActor(actor), AUDIT_LOG, details, origin);
  },
  'system.started': ({ version, facts, actor, origin }) =>
    draft('system.started', toAuditActor(actor), SYSTEM, { version, ...facts }, origin),
  'system.stopped': ({ version, facts, actor, origin }) =>
    draft('system.stopped', toAuditActor(actor), SYSTEM, { version, ...facts }, origin),
  'allow-list.changed': ({ change, entry, actor, origin }) => {
    const [before, after] = change === 'added' ? [null, { ...entry }] : [{ ...entry }, null];
    const resource = { type: 'address', id: entry.range };
    return draft('allow-list.changed', toAuditActor(actor), resource, { change, before, after }, origin);
  },
  'view.changed': ({ change, viewId, page, name, query, shared, actor, origin }) => {
    const details = { change, page, name, query, shared };
    return draft('view.changed', toAuditActor(actor), { type: 'view', id: viewId }, details, origin);
  },
  'webhook.changed': ({ change, webhookId, target, before, after, actor, origin }) => {
    const details = { change, target, before, after };
    return draft('webhook.changed', toAuditActor(actor), { type: 'webhook', id: webhookId }, details, origin);
  },
};

function incidentOf(id: string): Resource {
  return { type: 'incident', id };
}
