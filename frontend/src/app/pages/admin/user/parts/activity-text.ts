import type { Activity } from '@classy-book/contracts/users';

/** The actions of the audit log that the page has words for; `account.changed` and its like tell by their `change`. */
const known: ReadonlySet<string> = new Set([
  'sign-in.attempted',
  'address.blocked',
  'address.unblocked',
  'account.locked',
  'account.unlocked',
  'sessions.ended',
  'refresh-token.reused',
  'access.refused',
  'records.exported',
  'second-factor.challenged',
  'second-factor.locked',
  'step-up.attempted',
  'sign-in.unfamiliar',
  'rate-limit.exceeded',
]);
const changes: Readonly<Record<string, readonly string[]>> = {
  'account.administered': [
    'created',
    'password_reset',
    'role_changed',
    'updated',
    'activated',
    'deactivated',
    'factors_reset',
    'deleted',
  ],
  'account.changed': [
    'registered',
    'email_verified',
    'email_change_requested',
    'email_changed',
    'email_change_undone',
    'password_reset_requested',
    'password_reset',
    'password_changed',
    'profile_updated',
    'deactivated',
    'deletion_requested',
    'deletion_cancelled',
    'deleted',
    'exported',
    'sign_in_disowned',
  ],
  'second-factor.changed': ['totp_added', 'passkey_added', 'renamed', 'removed', 'backup_codes_made', 'reset'],
  'identity.changed': ['linked', 'unlinked'],
  'api-key.changed': ['created', 'revoked'],
  'role.changed': ['created', 'updated', 'deleted'],
  'invitation.changed': ['sent', 'withdrawn', 'accepted'],
};

/** The translation key of what was done; null where only the log's own word for it is known. */
export function activityKey({ action, details }: Pick<Activity, 'action' | 'details'>): string | null {
  const name = action.replace('.', '_');
  const { change } = details;
  if (typeof change === 'string' && changes[action]?.includes(change)) return `users.activity.what.${name}.${change}`;
  return known.has(action) ? `users.activity.what.${name}` : null;
}

/** The small facts of an entry, as `name: value`, without those that the entry tells anyway. */
export function activityFacts({ details }: Pick<Activity, 'details'>): readonly (readonly [string, string])[] {
  return Object.entries(details)
    .filter(([name, value]) => !told.has(name) && value !== null && value !== '')
    .map(([name, value]) => [name, textOf(value)] as const);
}

const told: ReadonlySet<string> = new Set(['change', 'userId', 'email']);

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
