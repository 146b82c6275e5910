import type { DomainEvents } from '../../common/events/domain-events.js';
import type { IdentityEvents } from '../../common/events/identity-events.js';
import type { AuditDraft } from '../audit/audit-record.js';
import { account, draft, toAuditActor } from './audit-draft.js';

type Describe<N extends keyof IdentityEvents> = (event: DomainEvents[N]) => AuditDraft;

/** How the events of identity stand in the audit log. */
export const identityDrafts: { readonly [N in keyof IdentityEvents]: Describe<N> } = {
  'account.changed': ({ change, userId, email, facts, actor, origin }) =>
    draft('account.changed', toAuditActor(actor), account(email), { change, userId, email, ...facts }, origin),
  'second-factor.changed': ({ change, userId, email, name, actor, origin }) =>
    draft('second-factor.changed', toAuditActor(actor), account(email), { change, userId, email, name }, origin),
  'second-factor.challenged': ({ userId, email, methods, actor, origin }) =>
    draft('second-factor.challenged', toAuditActor(actor), account(email), { userId, email, methods }, origin),
  'second-factor.locked': ({ userId, email, failures, lockedUntil, actor, origin }) => {
    const details = { userId, email, failures, lockedUntil: lockedUntil.toISOString() };
    return draft('second-factor.locked', toAuditActor(actor), account(email), details, origin);
  },
  'passkey.cloned': ({ userId, email, name, actor, origin }) =>
    draft('passkey.cloned', toAuditActor(actor), account(email), { userId, email, name }, origin),
  'step-up.attempted': ({ userId, email, method, succeeded, sessionId, actor, origin }) => {
    const details = { userId, email, method, succeeded, sessionId };
    return draft('step-up.attempted', toAuditActor(actor), account(email), details, origin);
  },
  'sign-in.unfamiliar': ({ userId, email, sessionId, newDevice, newCountry, country, actor, origin }) => {
    const details = { userId, email, sessionId, newDevice, newCountry, country };
    return draft('sign-in.unfamiliar', toAuditActor(actor), account(email), details, origin);
  },
  'identity.changed': ({ change, userId, email, provider, actor, origin }) =>
    draft('identity.changed', toAuditActor(actor), account(email), { change, userId, email, provider }, origin),
  'api-key.changed': ({ change, userId, email, keyId, name, scopes, actor, origin }) => {
    const details = { change, userId, email, name, scopes };
    return draft('api-key.changed', toAuditActor(actor), { type: 'api-key', id: keyId }, details, origin);
  },
  'role.changed': ({ change, role, permissions, actor, origin }) =>
    draft('role.changed', toAuditActor(actor), { type: 'role', id: role }, { change, permissions }, origin),
  'invitation.changed': ({ change, email, role, actor, origin }) =>
    draft(
      'invitation.changed',
      toAuditActor(actor),
      { type: 'invitation', id: email },
      { change, email, role },
      origin,
    ),
  'rate-limit.exceeded': ({ policy, subject, dryRun, origin }) => {
    const details = { policy, subject, dryRun };
    return draft(
      'rate-limit.exceeded',
      toAuditActor({ kind: 'system' }),
      { type: 'rate-limit', id: policy },
      details,
      origin,
    );
  },
};
