import type { DomainEvents } from '../../common/events/domain-events.js';
import type { IdentityEvents } from '../../common/events/identity-events.js';
import type { AuditDraft } from '../audit/audit-record.js';
import { account, draft, toAuditActor } from './audit-draft.js';
import { apiKey, changedByOwner, factor, identity, invitation } from './changes.js';

type Describe<N extends keyof IdentityEvents> = (event: DomainEvents[N]) => AuditDraft;

/** How the events of identity stand in the audit log. */
export const identityDrafts: { readonly [N in keyof IdentityEvents]: Describe<N> } = {
  'account.changed': (event) => {
    const { change, userId, email, facts, actor, origin } = event;
    const details = { change, userId, email, ...facts, ...changedByOwner(event) };
    return draft('account.changed', toAuditActor(actor), account(email), details, origin);
  },
  'second-factor.changed': (event) => {
    const { change, userId, email, name, actor, origin } = event;
    const details = { change, userId, email, name, ...factor(event) };
    return draft('second-factor.changed', toAuditActor(actor), account(email), details, origin);
  },
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
  'identity.changed': (event) => {
    const { change, userId, email, provider, actor, origin } = event;
    const details = { change, userId, email, provider, ...identity(event) };
    return draft('identity.changed', toAuditActor(actor), account(email), details, origin);
  },
  'api-key.changed': (event) => {
    const { change, userId, email, keyId, name, scopes, actor, origin } = event;
    const details = { change, userId, email, name, scopes, ...apiKey(event) };
    return draft('api-key.changed', toAuditActor(actor), { type: 'api-key', id: keyId }, details, origin);
  },
  'role.changed': ({ change, role, permissions, before = null, after = null, actor, origin }) => {
    const details = { change, permissions, before, after };
    return draft('role.changed', toAuditActor(actor), { type: 'role', id: role }, details, origin);
  },
  'invitation.changed': (event) => {
    const { change, email, role, actor, origin } = event;
    const details = { change, email, role, ...invitation(event) };
    return draft('invitation.changed', toAuditActor(actor), { type: 'invitation', id: email }, details, origin);
  },
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
