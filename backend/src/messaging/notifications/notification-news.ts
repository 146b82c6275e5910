import type { Incident, IncidentKind, IncidentSeverity } from '@classy-book/contracts/incidents';
import { incidentSeverities } from '@classy-book/contracts/incidents';
import type { NotificationKind } from '@classy-book/contracts/notifications';
import type { Permission } from '@classy-book/contracts/permissions';
import type { IncidentChanged } from '../../common/events/desk-events.js';

/** Something to be told, before it is known to whom. */
export interface News {
  readonly kind: NotificationKind;
  /** The same for the same news. */
  readonly mark: string;
  readonly severity: IncidentSeverity;
  readonly incidentKind: IncidentKind | null;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly link: string;
  /** One person, several (at most some hundred), or everybody who holds a permission. */
  readonly to:
    { readonly userId: string } | { readonly userIds: readonly string[] } | { readonly permission: Permission };
  /** Who did it themselves need not be told. */
  readonly exceptUserId: string | null;
  /** Whether it is shown in the product, besides being mailed. */
  readonly shown: boolean;
  readonly mailed: boolean;
}

const LEAST_SHOWN: IncidentSeverity = 'medium';

/** The place of a severity among all of them, from 0. */
export function rankOf(severity: IncidentSeverity): number {
  return incidentSeverities.indexOf(severity);
}

/** What people are told of a change of an incident. Of what rules found that only watch, nothing. */
export function newsOf({ change, incident, changes, actor }: IncidentChanged): News[] {
  if (incident.dryRun) return [];
  const by = actor.kind === 'user' ? actor.userId : null;
  const news: News[] = [];
  const rose = changes.find(({ field }) => field === 'severity');
  if (change === 'opened') news.push(forAll('incident_opened', 'opened', incident, by));
  else if (rose !== undefined && isWorse(rose.from, incident.severity)) {
    news.push(forAll('incident_escalated', 'escalated', incident, by));
  }
  const { assignee } = incident;
  if (changes.some(({ field }) => field === 'assignee') && assignee !== null && assignee.id !== by) {
    news.push({
      ...common('incident_assigned', incident, `assigned:${incident.id}:${String(incident.version)}`),
      to: { userId: assignee.id },
      exceptUserId: null,
      shown: true,
      mailed: false,
    });
  }
  return news;
}

function forAll(kind: NotificationKind, what: string, incident: Incident, by: string | null): News {
  return {
    ...common(kind, incident, `${what}:${incident.id}:${incident.severity}`),
    to: { permission: 'incidents:manage' },
    exceptUserId: by,
    shown: rankOf(incident.severity) >= rankOf(LEAST_SHOWN),
    mailed: true,
  };
}

function common(kind: NotificationKind, incident: Incident, mark: string) {
  const { id, number, title, accounts, networks } = incident;
  return {
    kind,
    mark,
    severity: incident.severity,
    incidentKind: incident.kind,
    facts: {
      ...{ incidentId: id, number },
      ...(title === null ? {} : { title }),
      ...(accounts[0] === undefined ? {} : { account: accounts[0] }),
      ...(networks[0] === undefined ? {} : { network: networks[0] }),
    },
    link: `/admin/incidents/${id}`,
  };
}

function isWorse(from: string | null, to: IncidentSeverity): boolean {
  const before = incidentSeverities.find((severity) => severity === from);
  return before !== undefined && rankOf(to) > rankOf(before);
}
