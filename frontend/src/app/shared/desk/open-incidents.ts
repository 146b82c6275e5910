import { incidentSeverities, type Incident, type IncidentSeverity } from '@classy-book/contracts/incidents';

/** The states in which somebody has still to do something. */
export const openStates = ['open', 'acknowledged'] as const;

/** True for an incident that somebody has still to do something about; what only watches asks nobody. */
export function isOpen(incident: Pick<Incident, 'state' | 'dryRun'>): boolean {
  return !incident.dryRun && openStates.some((state) => state === incident.state);
}

/** Where a severity stands: larger is more severe. */
function rankOf(severity: IncidentSeverity): number {
  return incidentSeverities.indexOf(severity);
}

/** The most severe first, among equals the one that was seen last. */
export function byUrgency(one: Incident, other: Incident): number {
  return rankOf(other.severity) - rankOf(one.severity) || other.lastSeen.localeCompare(one.lastSeen);
}
