import { Component, input, output } from '@angular/core';

export interface SegmentOption<T extends string> {
  readonly value: T;
  /** Ready to show. */
  readonly label: string;
  /** The language of the label, where it is not the page's. */
  readonly lang?: string;
}

/** One choice out of a few, side by side: radio buttons that look like one control. */
@Component({
  selector: 'app-segmented',
  template: `
    <fieldset>
      <legend>{{ label() }}</legend>
      <div>
        @for (option of options(); track option.value) {
          <label [attr.lang]="option.lang">
            <input
              type="radio"
              class="visually-hidden"
              [name]="name()"
              [value]="option.value"
              [checked]="option.value === value()"
              (change)="chosen.emit(option.value)"
            />
            <span>{{ option.label }}</span>
          </label>
        }
      </div>
    </fieldset>
  `,
  styles: `
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: 6px;
      padding: 0;
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
    }
    div {
      display: inline-flex;
      flex-wrap: wrap;
      padding: 3px;
      border: 1px solid var(--line);
      border-radius: var(--radius-sm);
      background: var(--surface-2);
    }
    label {
      position: relative;
      cursor: pointer;
    }
    span {
      display: block;
      padding: 5px 14px;
      border-radius: var(--radius-xs);
      color: var(--ink-2);
      font-size: var(--text-sm);
      white-space: nowrap;
    }
    input:checked + span {
      background: var(--surface);
      color: var(--ink);
      font-weight: var(--weight-semi);
      box-shadow: var(--shadow-1);
    }
    input:focus-visible + span {
      outline: 2px solid var(--accent);
      outline-offset: 1px;
    }
  `,
})
export class Segmented<T extends string> {
  /** The group's name: unique on the page. */
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly options = input.required<readonly SegmentOption<T>[]>();
  readonly value = input.required<T>();
  readonly chosen = output<T>();
}
