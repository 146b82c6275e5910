import { Directive, TemplateRef, inject, input } from '@angular/core';

export interface RowContext<T> {
  readonly $implicit: T;
  /** The place in the whole list, from 0. */
  readonly index: number;
}

/** The cells of one row: `<ng-template [appTableRow]="rows()" let-row>`. */
@Directive({ selector: '[appTableRow]' })
export class TableRow<T> {
  readonly rows = input.required<readonly T[]>({ alias: 'appTableRow' });
  readonly template = inject<TemplateRef<RowContext<T>>>(TemplateRef);

  static ngTemplateContextGuard<T>(_directive: TableRow<T>, _context: unknown): _context is RowContext<T> {
    return true;
  }
}
