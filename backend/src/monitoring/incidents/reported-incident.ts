import type { ReportIncidentRequest } from '@classy-book/contracts/incidents';
import { parseRange } from '../../common/network/addresses.js';
import type { FindingEntity } from './findings.port.js';
import type { IncidentEntryDocument } from './incident-entry.schema.js';
import { openIncident } from './incident-merge.js';
import type { IncidentDocument } from './incident.schema.js';
import { refused } from './incidents.errors.js';

/**
 * The incident of a report, without its number. No finding joins it, and it is announced by who reports it.
 * @throws AppError VALIDATION_FAILED for what is no range
 */
export function reportedIncident(request: ReportIncidentRequest, now: Date): IncidentDocument {
  const { title, severity, accounts, addresses } = request;
  const entityOf =
    (type: FindingEntity['type']) =>
    (value: string): FindingEntity => ({
      ...{ type, value, userId: null, events: 0, failed: 0, succeeded: 0 },
      ...{ firstSeen: now, lastSeen: now },
    });
  const entities = [
    ...[...new Set(accounts)].map(entityOf('account')),
    ...[...new Set(addresses.map(readNetwork))].map(entityOf('network')),
  ];
  const incident = openIncident(
    {
      rule: 'manual',
      key: '',
      joins: [],
      rank: 0,
      severity,
      dryRun: false,
      opening: true,
      firstSeen: now,
      lastSeen: now,
      detectedAt: now,
      events: 0,
      failed: 0,
      succeeded: 0,
      entities,
      evidence: [],
      facts: {},
    },
    0,
  );
  return { ...incident, title, announced: true };
}

/** How the story of a reported incident begins. */
export function reportedEntries(
  { _id: incidentId, detectedAt: at, severity, title }: IncidentDocument,
  note: string | undefined,
  actor: string,
): Omit<IncidentEntryDocument, '_id'>[] {
  const common = { incidentId, at, actor, purgeAt: null };
  const detected = { ...common, type: 'detected' as const, text: title, details: { rule: 'manual', severity } };
  return note === undefined ? [detected] : [detected, { ...common, type: 'note', text: note, details: {} }];
}

function readNetwork(text: string, index: number): string {
  const range = parseRange(text);
  if (!('problem' in range)) return range.cidr;
  const meant = range.suggestion === null ? '' : `: did you mean ${range.suggestion}?`;
  throw refused(`addresses.${String(index)}`, `must be an address, or a range that starts at its boundary${meant}`);
}
