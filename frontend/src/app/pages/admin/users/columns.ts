import { Service } from '@angular/core';
import { ColumnChoice } from '../../../shared/lists/column-choice';

/** The columns of the list. The person makes a row what it is and is always shown. */
const allColumns = ['select', 'person', 'role', 'state', 'factor', 'sessions', 'lastSeen', 'created'] as const;
export type ColumnName = (typeof allColumns)[number];
export const optionalColumns = ['role', 'state', 'factor', 'sessions', 'lastSeen', 'created'] as const;

/** Which columns are shown; `created` only where somebody wants it. */
@Service()
export class UsersColumnStore extends ColumnChoice<ColumnName> {
  constructor() {
    super('users-hidden-columns', allColumns, optionalColumns, 'created');
  }
}
