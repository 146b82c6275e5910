import { Component, input, output } from '@angular/core';
import { incidentKinds, incidentSeverities, incidentStates } from '@classy-book/contracts/incidents';
import { TranslocoPipe } from '@jsverse/transloco';
import { parseRange } from '../../../../shared/components/address/cidr';
import { ChoiceFilter } from '../../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../../shared/components/filter-chip/choice-list';
import { FilterChip } from '../../../../shared/components/filter-chip/filter-chip';
import { TextFilter } from '../../../../shared/components/filter-chip/text-filter';
import { assignees, timeRanges, type IncidentsFilter, type TimeRange } from '../incident-filter';

/** What each chip says. */
export type ChipTexts = Readonly<
  Record<'state' | 'severity' | 'kind' | 'assignee' | 'account' | 'address' | 'range' | 'dryRun', string>
>;

/** The filters of the list as a row of chips. */
@Component({
  selector: 'app-incident-filters',
  imports: [ChoiceFilter, FilterChip, TextFilter, TranslocoPipe],
  templateUrl: './filter-bar.html',
  host: { role: 'group' },
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
  `,
})
export class FilterBar {
  readonly filter = input.required<IncidentsFilter>();
  readonly texts = input.required<ChipTexts>();
  /** Said where an address is none. */
  readonly wrongAddress = input.required<string>();
  readonly filtered = input(false);
  readonly changed = output<Partial<IncidentsFilter>>();
  readonly cleared = output();

  protected readonly states = choicesOf(incidentStates, 'desk.incidentState');
  protected readonly severities = choicesOf(incidentSeverities, 'desk.severity');
  protected readonly kinds = choicesOf(incidentKinds, 'desk.incidentKind');
  protected readonly assignees = choicesOf(assignees, 'incidents.assignee');
  protected readonly ranges = choicesOf(Object.keys(timeRanges) as TimeRange[], 'incidents.range');
  protected readonly only: readonly Choice<'true'>[] = [{ value: 'true', label: 'incidents.filter.dryRunOnly' }];
  protected readonly addressProblem = (text: string): string | null =>
    text === '' || parseRange(text) !== null ? null : this.wrongAddress();

  protected one<T>(value: T | null): readonly T[] {
    return value === null ? [] : [value];
  }

  protected applyAccount(chip: FilterChip, text: string): void {
    chip.close();
    this.changed.emit({ account: text.normalize('NFKC').trim().toLowerCase() });
  }

  protected applyAddress(chip: FilterChip, address: string): void {
    chip.close();
    this.changed.emit({ address });
  }
}

function choicesOf<T extends string>(values: readonly T[], below: string): readonly Choice<T>[] {
  return values.map((value) => ({ value, label: `${below}.${value}` }));
}
