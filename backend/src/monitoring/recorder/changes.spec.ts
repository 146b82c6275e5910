import { describe, expect, it } from 'vitest';
import { NO_ORIGIN } from '../../common/events/actor.js';
import { auditDrafts } from './audit-drafts.js';

const by = { actor: { kind: 'user', userId: 'f'.repeat(24), email: 'admin@example.org' }, origin: NO_ORIGIN } as const;
const about = { userId: 'a'.repeat(24), email: 'person@example.org' };
const account = { ...about, role: 'admin', ...by };

describe('what a record says of a change', () => {
  it('is the role before and after', () => {
    const facts = { from: 'user', to: 'admin' };
    const { details } = auditDrafts['account.administered']({ ...account, change: 'role_changed', facts });
    expect(details).toMatchObject({ before: { role: 'user' }, after: { role: 'admin' } });
  });

  it('is whether the account was open', () => {
    const { details } = auditDrafts['account.administered']({ ...account, change: 'deactivated', facts: {} });
    expect(details).toMatchObject({ before: { isActive: true }, after: { isActive: false } });
  });

  it('is the email before and after', () => {
    const event = { ...about, change: 'email_changed' as const, facts: { oldEmail: 'old@example.org' }, ...by };
    const { details } = auditDrafts['account.changed'](event);
    expect(details).toMatchObject({ before: { email: 'old@example.org' }, after: { email: about.email } });
  });

  it('is the block that was replaced, and the one that replaced it', () => {
    const block = {
      ...{ id: 'b'.repeat(24), range: '203.0.113.7/32', attempts: 0, reason: 'testing', source: 'manual' as const },
      ...{ permanent: false, blockedUntil: '2026-11-20T10:00:00Z', createdBy: null, createdAt: '2026-11-20T09:00:00Z' },
    };
    const longer = { ...block, permanent: true, blockedUntil: null };
    const { details } = auditDrafts['address.blocked']({ block: longer, replaced: block, ...by });
    expect(details).toMatchObject({ before: { permanent: false }, after: { permanent: true, blockedUntil: null } });
  });

  it('is the key that came or went, and never what it opens with', () => {
    const key = { ...about, keyId: 'c'.repeat(24), name: 'backup', scopes: ['users:read'], ...by };
    expect(auditDrafts['api-key.changed']({ ...key, change: 'created' }).details).toMatchObject({
      before: null,
      after: { name: 'backup' },
    });
    expect(auditDrafts['api-key.changed']({ ...key, change: 'revoked' }).details).toMatchObject({
      before: { name: 'backup' },
      after: null,
    });
  });

  it('is nothing where a password was changed', () => {
    const event = { ...about, change: 'password_changed' as const, facts: {}, ...by };
    expect(auditDrafts['account.changed'](event).details).not.toHaveProperty('before');
  });
});
