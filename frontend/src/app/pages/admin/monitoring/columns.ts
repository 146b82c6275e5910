import { Service, inject, signal } from '@angular/core';
import { Preferences } from '../../../core/services/preferences';

/** The columns of the attempts table. The outcome and the account make a row what it is and are always shown. */
export const allColumns = ['outcome', 'time', 'account', 'address', 'device', 'method', 'reason'] as const;
export type ColumnName = (typeof allColumns)[number];
export const optionalColumns = ['time', 'address', 'device', 'method', 'reason'] as const;

const KEPT = 'monitoring-hidden-columns';

/** Which columns are shown, remembered on this device. */
@Service()
export class ColumnStore {
  private readonly preferences = inject(Preferences);
  private readonly visible = signal(visibleWithout((this.preferences.read(KEPT) ?? '').split(',')));
  readonly shown = this.visible.asReadonly();

  /** Shows these of the optional columns, and those that are always shown. */
  choose(optional: readonly ColumnName[]): void {
    const hidden = optionalColumns.filter((name) => !optional.includes(name));
    this.preferences.write(KEPT, hidden.join(',') || null);
    this.visible.set(visibleWithout(hidden));
  }
}

function visibleWithout(hidden: readonly string[]): readonly ColumnName[] {
  const optional: readonly string[] = optionalColumns;
  return allColumns.filter((name) => !optional.includes(name) || !hidden.includes(name));
}
