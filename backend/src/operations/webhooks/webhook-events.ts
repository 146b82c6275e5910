import type { WebhookEventType } from '@classy-book/contracts/webhooks';
import type { FollowedRecord } from '../../monitoring/audit/audit-follow.port.js';

/** An event on its way out: its types (a failed attempt has two), and the text that is sent and signed. */
export interface OutgoingEvent {
  readonly id: string;
  readonly types: readonly WebhookEventType[];
  readonly at: Date;
  bodyFor(type: WebhookEventType): string;
}

const MAX_BODY = 64 * 1_024;

const PLAIN: Readonly<Record<string, WebhookEventType>> = {
  'incident.contained': 'incident.contained',
  'account.locked': 'account.locked',
  'account.unlocked': 'account.unlocked',
  'account.changed': 'account.changed',
  'account.administered': 'account.changed',
  'second-factor.changed': 'account.changed',
  'identity.changed': 'account.changed',
  'address.blocked': 'address.blocked',
  'address.unblocked': 'address.unblocked',
  'refresh-token.reused': 'token.reused',
  'role.changed': 'role.changed',
  'api-key.changed': 'api-key.changed',
  'audit.broken': 'audit.broken',
};

/** What a record of the audit log is to the outside; null for what nobody can ask for. */
export function toOutgoing(record: FollowedRecord): OutgoingEvent | null {
  const types = typesOf(record);
  if (types.length === 0) return null;
  const id = `evt_${record.id}`;
  return { id, types, at: record.timestamp, bodyFor: (type) => bodyOf(id, type, record) };
}

function typesOf({ action, details }: FollowedRecord): WebhookEventType[] {
  if (action === 'incident.changed') return incidentTypes(details);
  if (action === 'sign-in.attempted') {
    return details['outcome'] === 'succeeded' ? ['sign-in.attempted'] : ['sign-in.failed', 'sign-in.attempted'];
  }
  const type = PLAIN[action];
  return type === undefined ? [] : [type];
}

// a rule that only watches tells nobody
function incidentTypes({ change, incident }: FollowedRecord['details']): WebhookEventType[] {
  const dryRun = typeof incident === 'object' && incident !== null && 'dryRun' in incident && incident.dryRun === true;
  if (dryRun) return [];
  return change === 'opened' ? ['incident.opened'] : ['incident.updated'];
}

function bodyOf(id: string, type: WebhookEventType, record: FollowedRecord): string {
  const { action, actor, resourceType, resourceId, details, ipAddress, requestId } = record;
  const data = { action, actor, resource: { type: resourceType, id: resourceId }, ipAddress, requestId };
  const event = { id, type, at: record.timestamp.toISOString() };
  const whole = JSON.stringify({ ...event, data: { ...data, details } });
  if (Buffer.byteLength(whole) <= MAX_BODY) return whole;
  return JSON.stringify({ ...event, data: { ...data, details: {}, truncated: true } });
}
