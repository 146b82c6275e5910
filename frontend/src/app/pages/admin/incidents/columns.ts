import { Service } from '@angular/core';
import { ColumnChoice } from '../../../shared/lists/column-choice';

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

/** Which columns are shown; `detected` only where somebody wants it. */
@Service()
export class IncidentsColumnStore extends ColumnChoice<ColumnName> {
  constructor() {
    super('incidents-hidden-columns', allColumns, optionalColumns, 'detected');
  }
}
