import type { DomainEvents } from '../../common/events/domain-events.js';
import type { AuditActor, AuditDraft, PlainValue } from '../audit/audit-record.js';
import { account, draft, type RecordedEventName, type Resource, toAuditActor } from './audit-draft.js';
import { administered, blockChange, locked } from './changes.js';
import { deskDrafts } from './desk-drafts.js';
import { identityDrafts } from './identity-drafts.js';
import { learningDrafts } from './learning-drafts.js';

type Describe<N extends RecordedEventName> = (event: DomainEvents[N]) => AuditDraft;

/** How each event stands in the audit log. A new event does not compile until it has a line here. */
export const auditDrafts: { readonly [N in RecordedEventName]: Describe<N> } = {
  ...identityDrafts,
  ...deskDrafts,
  ...learningDrafts,
  'sign-in.attempted': ({ origin, ...attempt }) => {
    const { email, userId, outcome, reason, method, factor, sessionId, commonGuess, idleDays } = attempt;
    const details = {
      ...{ email, userId, outcome, reason, method, factor, sessionId, userAgent: origin.userAgent },
      ...(commonGuess === undefined ? {} : { commonGuess }),
      ...(idleDays === undefined ? {} : { idleDays }),
    };
    // only who succeeded is known to be who they say they are
    const actor: AuditActor =
      outcome === 'succeeded' && userId !== null
        ? { kind: 'user', name: email, userId }
        : { kind: 'anonymous', name: 'anonymous', userId: null };
    return draft('sign-in.attempted', actor, account(email), details, origin);
  },
  'address.blocked': ({ block, replaced, actor, origin }) => {
    const details = { block: { ...block }, ...blockChange(replaced, block) };
    return draft('address.blocked', toAuditActor(actor), address(block.range), details, origin);
  },
  'address.unblocked': ({ range, block, actor, origin }) =>
    draft(
      'address.unblocked',
      toAuditActor(actor),
      address(range),
      { range, ...blockChange(block, undefined) },
      origin,
    ),
  'account.locked': (event) => {
    const { email, userId, source, reason, lockedUntil, actor, origin } = event;
    const details = { email, userId, source, reason, lockedUntil: lockedUntil.toISOString(), ...locked(event) };
    return draft('account.locked', toAuditActor(actor), account(email), details, origin);
  },
  'account.unlocked': ({ email, userId, before = null, actor, origin }) => {
    const details = { email, userId, before, after: null };
    return draft('account.unlocked', toAuditActor(actor), account(email), details, origin);
  },
  'sessions.ended': ({ userId, sessionIds, reason, actor, origin }) => {
    const details = { userId, sessions: sessionIds.length, sessionIds: sessionIds.slice(0, 100), reason };
    return draft('sessions.ended', toAuditActor(actor), { type: 'user', id: userId }, details, origin);
  },
  'refresh-token.reused': ({ userId, email, sessionId, origin }) => {
    const actor: AuditActor = { kind: 'anonymous', name: 'anonymous', userId: null };
    const details = { userId, email, sessionId, userAgent: origin.userAgent };
    return draft('refresh-token.reused', actor, { type: 'session', id: sessionId }, details, origin);
  },
  'access.refused': ({ actor, permission, route, origin }) =>
    draft('access.refused', toAuditActor(actor), { type: 'route', id: route }, { permission, route }, origin),
  'account.administered': (event) => {
    const { change, userId, email, role, facts, actor, origin } = event;
    const details = { change, userId, email, role, ...facts, ...administered(event) };
    return draft('account.administered', toAuditActor(actor), account(email), details, origin);
  },
  'records.exported': ({ resource, filter, rows, actor, origin }) => {
    const details = { resource, filter: filter as Readonly<Record<string, PlainValue>>, rows };
    return draft('records.exported', toAuditActor(actor), { type: 'records', id: resource }, details, origin);
  },
};

function address(range: string): Resource {
  return { type: 'address', id: range };
}
