import { inject, signal } from '@angular/core';
import { Preferences } from '../../core/services/preferences';

/** Which columns of a list are shown, remembered on this device. */
export abstract class ColumnChoice<Name extends string> {
  private readonly preferences = inject(Preferences);
  private readonly visible = signal<readonly Name[]>([]);
  readonly shown = this.visible.asReadonly();

  /**
   * Remembers under the name `kept` which of the `optional` columns are hidden: `hiddenAtFirst` until somebody wants it,
   * the names with commas between them. The other columns are always shown.
   */
  constructor(
    private readonly kept: string,
    private readonly all: readonly Name[],
    private readonly optional: readonly Name[],
    private readonly hiddenAtFirst = '',
  ) {
    this.visible.set(this.without((this.preferences.read(kept) ?? hiddenAtFirst).split(',')));
  }

  /** Shows these of the optional columns, and those that are always shown. */
  choose(optional: readonly Name[]): void {
    const hidden = this.optional.filter((name) => !optional.includes(name));
    this.preferences.write(this.kept, hidden.join(',') === this.hiddenAtFirst ? null : hidden.join(',') || 'none');
    this.visible.set(this.without(hidden));
  }

  private without(hidden: readonly string[]): readonly Name[] {
    return this.all.filter((name) => !this.optional.includes(name) || !hidden.includes(name));
  }
}
