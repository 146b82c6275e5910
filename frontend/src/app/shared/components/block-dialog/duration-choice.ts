import { Component, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { durationKey, type Length } from './durations';

/** One of some lengths of time, as a row of radio buttons. Texts: scope `desk`. */
@Component({
  selector: 'app-duration-choice',
  imports: [TranslocoPipe],
  template: `
    <fieldset>
      <legend>{{ 'desk.duration.legend' | transloco }}</legend>
      @for (minutes of offered(); track minutes) {
        <label>
          <input
            type="radio"
            name="duration"
            [checked]="minutes === chosen()"
            [value]="minutes"
            (change)="chosen.set(minutes)"
          />
          <span>{{ 'desk.duration.' + key(minutes) | transloco }}</span>
        </label>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: 6px;
      padding: 0;
      color: var(--ink);
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
    }
    label {
      position: relative;
    }
    input {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      opacity: 0;
    }
    span {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--control);
      padding: 4px 12px;
      border: 1px solid var(--line-control);
      border-radius: var(--radius-pill);
      color: var(--ink);
      font-size: var(--text-sm);
    }
    input:checked + span {
      border-color: var(--accent);
      background: var(--accent-tint);
      color: var(--accent);
      font-weight: var(--weight-semi);
    }
    input:focus-visible + span {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
  `,
})
export class DurationChoice<T extends Length> {
  readonly offered = input.required<readonly T[]>();
  readonly chosen = model.required<T>();
  protected readonly key = durationKey;
}
