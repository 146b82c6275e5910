import type { IncidentPerson, IncidentState, UpdateIncidentRequest } from '@classy-book/contracts/incidents';
import { QUIET_MS, severityRank, SILENT_MS } from './incident-merge.js';
import type { IncidentDocument } from './incident.schema.js';

/** One field that a person changed. */
export interface FieldChange {
  readonly field: 'state' | 'severity' | 'assignee';
  readonly from: string | null;
  readonly to: string | null;
}

/** What a person asks for, with the assignee looked up; undefined leaves it as it is. */
export interface WantedChange extends Pick<UpdateIncidentRequest, 'state' | 'severity'> {
  readonly assignee: IncidentPerson | null | undefined;
}

/** Whether an incident in this state is over. */
export function isClosed(state: IncidentState): boolean {
  return state === 'resolved' || state === 'false_alarm';
}

/** The fields to set and what they mean to people; none of what is so already. */
export function changesOf(
  before: IncidentDocument,
  { state, severity, assignee }: WantedChange,
  now: Date,
): { readonly fields: Partial<IncidentDocument>; readonly changes: readonly FieldChange[] } {
  const changes: FieldChange[] = [];
  let fields: Partial<IncidentDocument> = {};
  if (state !== undefined && state !== before.state) {
    changes.push({ field: 'state', from: before.state, to: state });
    fields = stateFields(before, state, now);
  }
  if (severity !== undefined && severity !== before.severity) {
    changes.push({ field: 'severity', from: before.severity, to: severity });
    fields = { ...fields, severity, severityRank: severityRank(severity) };
  }
  if (assignee !== undefined && assignee?.id !== before.assignee?.id) {
    changes.push({ field: 'assignee', from: before.assignee?.email ?? null, to: assignee?.email ?? null });
    fields = { ...fields, assignee };
  }
  return { fields, changes };
}

function stateFields(before: IncidentDocument, state: IncidentState, now: Date): Partial<IncidentDocument> {
  const quiet = new Date(before.lastSeen.getTime() + QUIET_MS);
  const silent = new Date(now.getTime() + SILENT_MS);
  return {
    state,
    acknowledgedAt: state === 'open' ? null : (before.acknowledgedAt ?? now),
    closedAt: isClosed(state) ? (isClosed(before.state) ? before.closedAt : now) : null,
    activeUntil: state === 'false_alarm' && silent > quiet ? silent : quiet,
  };
}
