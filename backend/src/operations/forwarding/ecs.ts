import type { FollowedRecord } from '../../monitoring/audit/audit-follow.port.js';

/** How an action stands in the fields by which ECS sorts events. */
interface EcsClass {
  readonly kind: 'event' | 'alert';
  readonly category: readonly string[];
  readonly type: readonly string[];
}

const ECS_VERSION = '8.17.0';

const event = (category: string, ...type: readonly string[]): EcsClass => ({
  kind: 'event',
  category: [category],
  type,
});

const CLASSES: Readonly<Record<string, EcsClass>> = {
  'sign-in.attempted': event('authentication', 'start'),
  'step-up.attempted': event('authentication', 'info'),
  'second-factor.challenged': event('authentication', 'info'),
  'second-factor.locked': event('authentication', 'info'),
  'sign-in.unfamiliar': event('authentication', 'info'),
  'api-key.refused': event('authentication', 'start'),
  'api-key.unfamiliar': event('authentication', 'info'),
  'passkey.cloned': { kind: 'alert', category: ['authentication'], type: ['info'] },
  'refresh-token.reused': { kind: 'alert', category: ['session'], type: ['info'] },
  'sessions.ended': event('session', 'end'),
  'account.locked': event('iam', 'user', 'change'),
  'account.unlocked': event('iam', 'user', 'change'),
  'account.changed': event('iam', 'user', 'change'),
  'account.administered': event('iam', 'user', 'admin'),
  'second-factor.changed': event('iam', 'user', 'change'),
  'identity.changed': event('iam', 'user', 'change'),
  'api-key.changed': event('iam', 'user', 'change'),
  'role.changed': event('iam', 'group', 'admin'),
  'invitation.changed': event('iam', 'user', 'admin'),
  'address.blocked': event('network', 'denied'),
  'address.unblocked': event('network', 'allowed'),
  'access.refused': event('api', 'denied'),
  'rate-limit.exceeded': event('api', 'denied'),
  'requests.refused': event('web', 'error'),
  'records.read': event('database', 'access'),
  'records.exported': event('database', 'access'),
  'incident.changed': { kind: 'alert', category: ['intrusion_detection'], type: ['info'] },
  'incident.contained': { kind: 'alert', category: ['intrusion_detection'], type: ['denied'] },
  'audit.broken': { kind: 'alert', category: ['intrusion_detection'], type: ['info'] },
};
const OTHER = event('configuration', 'change');

const REFUSALS: ReadonlySet<string> = new Set([
  'access.refused',
  'api-key.refused',
  'passkey.cloned',
  'rate-limit.exceeded',
  'refresh-token.reused',
  'requests.refused',
]);

/** What is said of the product in every event. */
export interface Observer {
  readonly version: string;
  readonly hostname: string;
}

/**
 * A record of the audit log as an event of the Elastic Common Schema 8 (https://www.elastic.co/docs/reference/ecs). What
 * ECS has no field for stands under `classy_book`; `event.hash` and `event.sequence` are those of the hash chain, so that
 * a copy can be compared with the log.
 */
export function toEcs(record: FollowedRecord, { version, hostname }: Observer): Readonly<Record<string, unknown>> {
  const { action, actor, details, resourceType, resourceId, ipAddress, chain } = record;
  const target = resourceType === 'account' ? resourceId : textOf(details['email']);
  const subject = action === 'sign-in.attempted' ? attemptedUser(record) : actorUser(record);
  return {
    '@timestamp': record.timestamp.toISOString(),
    ecs: { version: ECS_VERSION },
    message: `${action} ${resourceType} ${resourceId} by ${actor.name}`,
    event: {
      id: record.id,
      ...(CLASSES[action] ?? OTHER),
      action,
      outcome: outcomeOf(record),
      ...withText('reason', details['reason']),
      dataset: 'classy_book.audit',
      module: 'classy_book',
      provider: chain.writer,
      sequence: chain.seq,
      hash: chain.hash,
    },
    user: { ...subject, ...(target === null || target === '' ? {} : { target: { email: target } }) },
    ...(ipAddress === null ? {} : { source: { ip: ipAddress, address: ipAddress } }),
    ...withNested('user_agent', 'original', details['userAgent']),
    ...(record.requestId === '' ? {} : { http: { request: { id: record.requestId } } }),
    observer: { vendor: 'Classy Book', product: 'Classy Book', type: 'audit', version, hostname },
    related: {
      user: unique([actor.name, target, textOf(details['email'])]),
      ...(ipAddress === null ? {} : { ip: [ipAddress] }),
    },
    classy_book: { actor: actor.kind, resource: { type: resourceType, id: resourceId }, details },
  };
}

function outcomeOf({ action, details }: FollowedRecord): 'success' | 'failure' {
  if (REFUSALS.has(action)) return 'failure';
  const failed = 'outcome' in details ? details['outcome'] !== 'succeeded' : details['succeeded'] === false;
  return failed ? 'failure' : 'success';
}

// who tried is not known to be who they say they are, but it is who a search is for
function attemptedUser({ details, resourceId }: FollowedRecord): Readonly<Record<string, unknown>> {
  return { name: resourceId, email: resourceId, ...withText('id', details['userId']) };
}

function actorUser({ actor }: FollowedRecord): Readonly<Record<string, unknown>> {
  const email = actor.kind === 'user' ? { email: actor.name } : {};
  return { name: actor.name, ...email, ...withText('id', actor.userId) };
}

function withText(name: string, value: unknown): Readonly<Record<string, string>> {
  const text = textOf(value);
  return text === null || text === '' ? {} : { [name]: text };
}

function withNested(outer: string, inner: string, value: unknown): Readonly<Record<string, unknown>> {
  const text = textOf(value);
  return text === null || text === '' ? {} : { [outer]: { [inner]: text } };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function unique(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value !== ''))] as string[];
}
