import { Service, inject, signal } from '@angular/core';
import { Preferences } from '../../../core/services/preferences';

/** The columns of the list. The severity and the incident make a row what it is and are always shown. */
const allColumns = [
  'severity',
  'incident',
  'who',
  'where',
  'events',
  'firstSeen',
  'detected',
  'lastSeen',
  'state',
  'assignee',
] as const;
export type ColumnName = (typeof allColumns)[number];
export const optionalColumns = [
  'who',
  'where',
  'events',
  'firstSeen',
  'detected',
  'lastSeen',
  'state',
  'assignee',
] as const;

const KEPT = 'incidents-hidden-columns';
/** Hidden until somebody wants it. */
const HIDDEN_AT_FIRST = 'detected';

/** Which columns are shown, remembered on this device. */
@Service()
export class IncidentsColumnStore {
  private readonly preferences = inject(Preferences);
  private readonly visible = signal(visibleWithout((this.preferences.read(KEPT) ?? HIDDEN_AT_FIRST).split(',')));
  readonly shown = this.visible.asReadonly();

  /** Shows these of the optional columns, and those that are always shown. */
  choose(optional: readonly ColumnName[]): void {
    const hidden = optionalColumns.filter((name) => !optional.includes(name));
    this.preferences.write(KEPT, hidden.join(',') === HIDDEN_AT_FIRST ? null : hidden.join(',') || 'none');
    this.visible.set(visibleWithout(hidden));
  }
}

function visibleWithout(hidden: readonly string[]): readonly ColumnName[] {
  const optional: readonly string[] = optionalColumns;
  return allColumns.filter((name) => !optional.includes(name) || !hidden.includes(name));
}
