import { Component, input, output } from '@angular/core';
import { ChoiceList, type Choice } from './choice-list';
import { FilterChip } from './filter-chip';

/** A chip in the head of a page with the list of the table's columns, which stays open while they are chosen. Texts: scope `desk`. */
@Component({
  selector: 'app-column-chip',
  imports: [ChoiceList, FilterChip],
  template: `
    <app-filter-chip [name]="label()" [text]="label()">
      <ng-template>
        <app-choice-list [legend]="label()" [choices]="choices()" [chosen]="chosen()" (picked)="picked.emit($event)" />
      </ng-template>
    </app-filter-chip>
  `,
  styles: `
    /* The chip itself stands in the row of buttons. */
    :host {
      display: contents;
    }
  `,
})
export class ColumnChip<Name extends string> {
  /** What the chip and its list are called, such as "Columns". */
  readonly label = input.required<string>();
  /** The columns that may be left out. */
  readonly choices = input.required<readonly Choice<Name>[]>();
  readonly chosen = input.required<readonly Name[]>();
  /** The columns that are shown now, in the order in which they are offered. */
  readonly picked = output<readonly Name[]>();
}
