import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ChoiceList, type Choice } from '../../../../shared/components/filter-chip/choice-list';
import { Field } from '../../../../shared/components/field/field';
import { rangePresets, type RangePreset, type TimeFilter } from '../attempt-filter';
import { momentOf, localText } from '../../../../shared/texts/local-time';

const presets = (Object.keys(rangePresets) as RangePreset[]).map((value): Choice<RangePreset> => ({
  value,
  label: `monitoring.range.${value}`,
}));

/** The time range: one that follows the clock, or from one moment to another. */
@Component({
  selector: 'app-time-range',
  imports: [ChoiceList, Field, TranslocoPipe],
  template: `
    <app-choice-list
      [legend]="'monitoring.range.legend' | transloco"
      [choices]="presets"
      [chosen]="preset()"
      [single]="true"
      (picked)="pick($event)"
    />
    <form novalidate (submit)="apply($event)">
      <app-field for="range-from" [label]="'monitoring.range.from' | transloco">
        <input
          id="range-from"
          class="input compact"
          type="datetime-local"
          step="1"
          aria-describedby="range-from-note"
          [value]="from()"
          (input)="from.set(textOf($event))"
        />
      </app-field>
      <app-field
        for="range-to"
        [label]="'monitoring.range.to' | transloco"
        [error]="wrong() ? ('monitoring.range.wrong' | transloco) : null"
      >
        <input
          id="range-to"
          class="input compact"
          type="datetime-local"
          step="1"
          aria-describedby="range-to-note"
          [attr.aria-invalid]="wrong()"
          [value]="to()"
          (input)="to.set(textOf($event))"
        />
      </app-field>
      <button type="submit" class="btn primary">{{ 'desk.filter.apply' | transloco }}</button>
    </form>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
      inline-size: 240px;
      max-inline-size: 100%;
    }
    form {
      display: grid;
      gap: var(--space-2);
      padding-block-start: var(--space-3);
      border-block-start: 1px solid var(--line);
    }
  `,
})
export class TimeRangePanel {
  readonly time = input.required<TimeFilter>();
  readonly changed = output<TimeFilter>();
  protected readonly presets = presets;
  protected readonly preset = computed(() => {
    const time = this.time();
    return typeof time === 'string' ? [time] : [];
  });
  protected readonly from = linkedSignal(() => {
    const time = this.time();
    return typeof time === 'string' ? '' : localText(time.from);
  });
  protected readonly to = linkedSignal(() => {
    const time = this.time();
    return typeof time === 'string' ? '' : localText(time.to);
  });
  private readonly tried = signal(false);
  private readonly range = computed(() => {
    const [from, to] = [momentOf(this.from()), momentOf(this.to())];
    return from !== null && to !== null && from < to ? { from, to } : null;
  });
  protected readonly wrong = computed(() => this.tried() && this.range() === null);

  protected pick(values: readonly RangePreset[]): void {
    if (values[0] !== undefined) this.changed.emit(values[0]);
  }

  protected apply(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    const range = this.range();
    if (range !== null) this.changed.emit(range);
  }

  protected textOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }
}
