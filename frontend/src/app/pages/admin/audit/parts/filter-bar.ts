import { Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { actionKey } from '../../../../shared/audit/action-text';
import { ChoiceFilter } from '../../../../shared/components/filter-chip/choice-filter';
import type { Choice } from '../../../../shared/components/filter-chip/choice-list';
import { FilterChip } from '../../../../shared/components/filter-chip/filter-chip';
import { TextFilter } from '../../../../shared/components/filter-chip/text-filter';
import { TimePanel } from '../../../../shared/components/filter-chip/time-panel';
import { timeRanges, type AuditLogFilter, type ResourceFilter, type TimeFilter, type TimeRange } from '../audit-filter';
import { ResourcePanel } from './resource-panel';

/** What each chip says. */
export type ChipTexts = Readonly<Record<'actor' | 'action' | 'range' | 'resource' | 'address' | 'request', string>>;

type TextName = 'actor' | 'address' | 'requestId';

/** The filters of the audit log as a row of chips. */
@Component({
  selector: 'app-audit-filters',
  imports: [ChoiceFilter, FilterChip, ResourcePanel, TextFilter, TimePanel, TranslocoPipe],
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
  readonly filter = input.required<AuditLogFilter>();
  readonly texts = input.required<ChipTexts>();
  /** Every action that can be on record. */
  readonly actions = input.required<readonly string[]>();
  readonly filtered = input(false);
  readonly changed = output<Partial<AuditLogFilter>>();
  readonly cleared = output();

  protected readonly ranges = Object.keys(timeRanges) as TimeRange[];
  protected readonly actionChoices = computed(() => {
    // what a link asks for can be taken back, also where this version does not know it
    const all = [...new Set([...this.actions(), ...this.filter().actions])];
    return all.map((value): Choice => {
      const key = actionKey(value);
      return key === null ? { value, label: '', text: value } : { value, label: key };
    });
  });

  protected apply(chip: FilterChip, name: TextName, text: string): void {
    chip.close();
    const value = name === 'actor' ? text.normalize('NFKC').toLowerCase() : text;
    this.changed.emit({ [name]: value });
  }

  protected applyTime(chip: FilterChip, time: TimeFilter): void {
    chip.close();
    this.changed.emit({ time });
  }

  protected applyResource(chip: FilterChip, resource: ResourceFilter | null): void {
    chip.close();
    this.changed.emit({ resource });
  }
}
