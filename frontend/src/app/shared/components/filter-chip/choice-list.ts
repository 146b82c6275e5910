import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

export interface Choice<T extends string = string> {
  readonly value: T;
  /** Translation key; what people named themselves stands in `text` and is shown as it is. */
  readonly label: string;
  readonly text?: string;
}

let nextId = 0;

/** Some or one of a few values, as checkboxes or radio buttons under a legend. */
@Component({
  selector: 'app-choice-list',
  imports: [TranslocoPipe],
  template: `
    <fieldset>
      <legend>{{ legend() }}</legend>
      @for (choice of choices(); track choice.value) {
        <label>
          <input
            [type]="single() ? 'radio' : 'checkbox'"
            [name]="group"
            [value]="choice.value"
            [checked]="chosen().includes(choice.value)"
            (change)="toggle(choice.value)"
          />
          {{ choice.text ?? (choice.label | transloco) }}
        </label>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: 4px;
      padding: 0;
      color: var(--ink-2);
      font-size: var(--text-xs);
      font-weight: var(--weight-semi);
    }
    label {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 32px;
      padding: 2px 6px;
      border-radius: var(--radius-sm);
      font-size: var(--text-sm);
    }
    label:hover {
      background: var(--surface-2);
    }
  `,
})
export class ChoiceList<T extends string> {
  readonly legend = input.required<string>();
  readonly choices = input.required<readonly Choice<T>[]>();
  readonly chosen = input.required<readonly T[]>();
  readonly single = input(false);
  /** The values that are chosen now, in the order in which they are offered. */
  readonly picked = output<readonly T[]>();
  protected readonly group = `choice-list-${String(nextId++)}`;

  protected toggle(value: T): void {
    const chosen = new Set(this.single() ? [] : this.chosen());
    if (chosen.has(value)) chosen.delete(value);
    else chosen.add(value);
    this.picked.emit(this.choices().flatMap((choice) => (chosen.has(choice.value) ? [choice.value] : [])));
  }
}
