/** The actions of the audit log that there are words for; `account.changed` and its like tell by their `change`. */
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
  'records.read',
  'passkey.cloned',
  'rule.changed',
  'incident.changed',
  'incident.contained',
  'incident.noted',
  'api-key.refused',
  'api-key.unfamiliar',
  'requests.refused',
  'audit.verified',
  'audit.broken',
  'audit.pruned',
  'audit.chain-started',
  'enrolments.imported',
  'file-quota.changed',
  'files.moved',
  'system.started',
  'system.stopped',
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
  'allow-list.changed': ['added', 'removed'],
  'course.changed': [
    'created',
    'updated',
    'published',
    'unpublished',
    'archived',
    'outline_changed',
    'teachers_changed',
    'copied',
    'imported',
    'exported',
    'deleted',
  ],
  'lesson.changed': ['created', 'published', 'unpublished', 'restored', 'deleted'],
  'enrolment.changed': [
    'enrolled',
    'requested',
    'approved',
    'rejected',
    'removed',
    'extended',
    'expired',
    'completed',
    'progress_reset',
  ],
  'course-invitation.changed': ['invited', 'withdrawn', 'code_made', 'code_ended'],
  'grade.changed': ['graded', 'returned', 'allowance_changed', 'attempt_deleted'],
  'certificate.changed': ['issued', 'revoked', 'reinstated'],
  'post.changed': ['announced', 'hidden', 'shown', 'deleted', 'accepted'],
  'file.changed': ['uploaded', 'deleted', 'infected'],
  'webhook.changed': ['created', 'updated', 'deleted', 'rotated', 'tested', 'redelivered', 'disabled'],
};

/** What a record of the audit log says of what was done. */
interface Told {
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The translation key of what was done; null where only the log's own word for it is known. Texts: scope `audit`. */
export function activityKey({ action, details }: Told): string | null {
  const name = action.replace('.', '_');
  const { change } = details;
  if (typeof change === 'string' && changes[action]?.includes(change)) return `audit.what.${name}.${change}`;
  return known.has(action) ? `audit.what.${name}` : null;
}

/** The translation key of an action as a whole; null where only the log's own word for it is known. */
export function actionKey(action: string): string | null {
  const name = action.replace('.', '_');
  if (action in changes) return `audit.action.${name}`;
  return known.has(action) ? `audit.what.${name}` : null;
}

/** The small facts of an entry, as `name: value`, without those that the entry tells anyway. */
export function activityFacts({ details }: Pick<Told, 'details'>): readonly (readonly [string, string])[] {
  return Object.entries(details)
    .filter(([name, value]) => !told.has(name) && value !== null && value !== '')
    .map(([name, value]) => [name, textOf(value)] as const);
}

const told: ReadonlySet<string> = new Set(['change', 'userId', 'email', 'before', 'after']);

/** A field that a change was of; null where there was nothing before, or is nothing after. */
export interface ChangedField {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly same: boolean;
}

type Side = Readonly<Record<string, unknown>> | null;

/** What a change made of what, field by field: those that differ first. */
export function changedFields(before: Side, after: Side): readonly ChangedField[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const fields = names.map((name): ChangedField => {
    const [old, now] = [sideText(before, name), sideText(after, name)];
    return { name, before: old, after: now, same: old === now };
  });
  return [...fields.filter(({ same }) => !same), ...fields.filter(({ same }) => same)];
}

function sideText(side: Side, name: string): string | null {
  const value = side?.[name];
  return value === undefined || value === null ? null : textOf(value);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
