import { Component, input, output } from '@angular/core';
import { ChoiceList, type Choice } from './choice-list';
import { FilterChip } from './filter-chip';

/** A filter by some or one of a few values: a chip with the list of them. Picking the one value closes the list. Texts: scope `desk`. */
@Component({
  selector: 'app-choice-filter',
  imports: [ChoiceList, FilterChip],
  template: `
    <app-filter-chip
      #chip
      [name]="name()"
      [text]="text()"
      [active]="chosen().length > 0"
      [clearable]="clearable()"
      (cleared)="picked.emit([])"
    >
      <ng-template>
        <app-choice-list
          [legend]="name()"
          [choices]="choices()"
          [chosen]="chosen()"
          [single]="single()"
          (picked)="pick(chip, $event)"
        />
      </ng-template>
    </app-filter-chip>
  `,
  styles: `
    /* The chip itself stands in the row of its bar. */
    :host {
      display: contents;
    }
  `,
})
export class ChoiceFilter<T extends string> {
  /** What is filtered, such as "Outcome". */
  readonly name = input.required<string>();
  /** What the chip says, such as "Outcome: failed". */
  readonly text = input.required<string>();
  readonly choices = input.required<readonly Choice<T>[]>();
  /** The values that are filtered by; none where everything is shown. */
  readonly chosen = input.required<readonly T[]>();
  readonly single = input(false);
  readonly clearable = input(true);
  /** The values that are chosen now, in the order in which they are offered; none once it was cleared. */
  readonly picked = output<readonly T[]>();

  protected pick(chip: FilterChip, values: readonly T[]): void {
    if (this.single()) chip.close();
    this.picked.emit(values);
  }
}
