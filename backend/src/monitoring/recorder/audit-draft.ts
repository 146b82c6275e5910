import { type Actor, actorName, type Origin } from '../../common/events/actor.js';
import type { DomainEventName, DomainEvents } from '../../common/events/domain-events.js';
import type { AuditActor, AuditDraft, PlainDetails } from '../audit/audit-record.js';

/** The events that leave a trace: all but the one that tells of the traces, and those that tell people of them. */
export type RecordedEventName = Exclude<DomainEventName, 'monitoring.recorded' | 'notification.created'>;

/** What an event was about. */
export interface Resource {
  readonly type: string;
  readonly id: string;
}

/** Puts an audit record together. */
export function draft(
  action: RecordedEventName,
  actor: AuditActor,
  resource: Resource,
  details: PlainDetails,
  origin: Origin,
): AuditDraft {
  const { ipAddress, requestId } = origin;
  return { action, actor, resourceType: resource.type, resourceId: resource.id, details, ipAddress, requestId };
}

/** An actor as the log names them. */
export function toAuditActor(actor: Actor): AuditActor {
  return { kind: actor.kind, name: actorName(actor), userId: actor.kind === 'user' ? actor.userId : null };
}

/** Adds the key that acted to the details, where a machine did it for its owner: its id, under a name that is not masked. */
export function withApiKey(draft: AuditDraft, event: DomainEvents[RecordedEventName]): AuditDraft {
  const actingKeyId = 'actor' in event && event.actor.kind === 'user' ? event.actor.apiKeyId : undefined;
  return actingKeyId === undefined ? draft : { ...draft, details: { ...draft.details, actingKeyId } };
}

/** An account as a resource: by its email, which also names accounts that do not exist. */
export function account(email: string): Resource {
  return { type: 'account', id: email };
}
