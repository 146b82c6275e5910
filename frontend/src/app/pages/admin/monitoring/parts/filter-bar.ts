import { Component, computed, input, output } from '@angular/core';
import {
  attemptMethods,
  attemptOutcomes,
  attemptReasons,
  type AttemptMethod,
  type AttemptOutcome,
  type AttemptReason,
} from '@classy-book/contracts/attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { parseRange } from '../../../../shared/components/address/cidr';
import { ChoiceFilter } from '../../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../../shared/components/filter-chip/choice-list';
import { FilterChip } from '../../../../shared/components/filter-chip/filter-chip';
import { TextFilter } from '../../../../shared/components/filter-chip/text-filter';
import { TimePanel } from '../../../../shared/components/filter-chip/time-panel';
import {
  activeFilters,
  noFilter,
  rangePresets,
  readCountry,
  type DeskFilter,
  type RangePreset,
  type TimeFilter,
} from '../attempt-filter';
import type { ChipTexts } from '../filter-texts';

function choices<T extends string>(values: readonly T[], name: string): readonly Choice<T>[] {
  return values.map((value) => ({ value, label: `desk.${name}.${value}` }));
}

/** The filters as chips. It changes nothing itself: what is chosen is emitted. */
@Component({
  selector: 'app-filter-bar',
  imports: [ChoiceFilter, FilterChip, TextFilter, TimePanel, TranslocoPipe],
  templateUrl: './filter-bar.html',
  host: { role: 'group' },
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      min-inline-size: 0;
    }
    /* On a phone the chips stand in one row that is pushed aside, edge to edge. */
    @media (max-width: 699.98px) {
      :host {
        flex-wrap: nowrap;
        margin-inline: calc(-1 * var(--space-4));
        padding: 4px var(--space-4);
        overflow-x: auto;
        scrollbar-width: none;
      }
      :host ::ng-deep app-filter-chip,
      .btn {
        flex: none;
      }
    }
  `,
})
export class FilterBar {
  readonly filter = input.required<DeskFilter>();
  readonly texts = input.required<ChipTexts>();
  /** What is said of a text that is neither an address nor a range. */
  readonly wrongAddress = input.required<string>();
  /** What is said of a text that is no country code. */
  readonly wrongCountry = input.required<string>();
  readonly changed = output<Partial<DeskFilter>>();
  protected readonly ranges = Object.keys(rangePresets) as RangePreset[];
  protected readonly outcomes = choices<AttemptOutcome>(attemptOutcomes, 'outcome');
  protected readonly reasons = choices<AttemptReason>(attemptReasons, 'reason');
  protected readonly methods = choices<AttemptMethod>(attemptMethods, 'method');
  protected readonly anyActive = computed(() => activeFilters(this.filter()) > 0);
  protected readonly customTime = computed(() => typeof this.filter().time !== 'string');
  protected readonly addressProblem = computed(() => {
    const sentence = this.wrongAddress();
    return (text: string) => (text === '' || parseRange(text) !== null ? null : sentence);
  });
  protected readonly countryProblem = computed(() => {
    const sentence = this.wrongCountry();
    return (text: string) => (readCountry(text) === null ? sentence : null);
  });

  protected changeTime(chip: FilterChip, time: TimeFilter): void {
    chip.close();
    this.changed.emit({ time });
  }

  protected changeAddress(chip: FilterChip, address: string): void {
    chip.close();
    this.changed.emit({ address });
  }

  protected changeCountry(chip: FilterChip, text: string): void {
    chip.close();
    this.changed.emit({ country: readCountry(text) ?? '' });
  }

  protected changeEmail(chip: FilterChip, email: string): void {
    chip.close();
    this.changed.emit({ email: email.normalize('NFKC').toLowerCase() });
  }

  protected clearAll(): void {
    this.changed.emit({ ...noFilter, sort: this.filter().sort });
  }
}
