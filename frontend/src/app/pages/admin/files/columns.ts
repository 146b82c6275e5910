import { Service } from '@angular/core';
import { ColumnChoice } from '../../../shared/lists/column-choice';

/** The columns of the list. The name makes a row what it is and is always shown. */
const allColumns = ['select', 'name', 'purpose', 'owner', 'course', 'size', 'uses', 'created', 'state'] as const;
export type ColumnName = (typeof allColumns)[number];
export const optionalColumns = ['purpose', 'owner', 'course', 'size', 'uses', 'created', 'state'] as const;

/** Which columns are shown. */
@Service()
export class FilesColumnStore extends ColumnChoice<ColumnName> {
  constructor() {
    super('files-hidden-columns', allColumns, optionalColumns);
  }
}
