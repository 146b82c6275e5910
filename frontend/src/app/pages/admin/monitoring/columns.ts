import { Service } from '@angular/core';
import { ColumnChoice } from '../../../shared/lists/column-choice';

/** The columns of the attempts table. The outcome and the account make a row what it is and are always shown. */
const allColumns = ['outcome', 'time', 'account', 'address', 'device', 'method', 'reason'] as const;
export type ColumnName = (typeof allColumns)[number];
export const optionalColumns = ['time', 'address', 'device', 'method', 'reason'] as const;

/** Which columns are shown. */
@Service()
export class ColumnStore extends ColumnChoice<ColumnName> {
  constructor() {
    super('monitoring-hidden-columns', allColumns, optionalColumns);
  }
}
