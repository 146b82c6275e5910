import { Component, computed, input, output } from '@angular/core';
import type { RuleParameter, RuleParameterValue } from '@classy-book/contracts/detection';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import { isNumeric } from '../rule-values';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** One setting of a rule as the control that suits it. */
@Component({
  selector: 'app-parameter-field',
  imports: [Field, TranslocoPipe],
  template: `
    @switch (parameter().kind) {
      @case ('days') {
        <fieldset [disabled]="disabled()">
          <legend>{{ label() }}</legend>
          <div class="days">
            @for (day of weekdays; track day) {
              <label>
                <input type="checkbox" [checked]="hasDay(day)" (change)="toggleDay(day)" />
                {{ 'rules.day.' + day | transloco }}
              </label>
            }
          </div>
          @if (error()) {
            <p class="error" role="alert">{{ error() }}</p>
          }
        </fieldset>
      }
      @case ('flag') {
        <label class="flag">
          <input type="checkbox" [checked]="value() === true" [disabled]="disabled()" (change)="toggle()" />
          {{ label() }}
        </label>
      }
      @default {
        <app-field [for]="id()" [label]="label()" [hint]="hint()" [error]="error()">
          @switch (parameter().kind) {
            @case ('paths') {
              <textarea
                class="input mono"
                rows="3"
                dir="ltr"
                spellcheck="false"
                [id]="id()"
                [disabled]="disabled()"
                [value]="text()"
                [attr.aria-describedby]="id() + '-note'"
                [attr.aria-invalid]="error() !== null"
                (input)="typeLines($event)"
              ></textarea>
            }
            @default {
              <div class="with-unit">
                <input
                  class="input compact"
                  dir="ltr"
                  autocomplete="off"
                  spellcheck="false"
                  [type]="numeric() ? 'number' : parameter().kind === 'time' ? 'time' : 'text'"
                  [attr.min]="parameter().minimum"
                  [attr.max]="parameter().maximum"
                  [id]="id()"
                  [disabled]="disabled()"
                  [value]="text()"
                  [attr.aria-describedby]="id() + '-note'"
                  [attr.aria-invalid]="error() !== null"
                  (input)="type($event)"
                />
                @if (unit()) {
                  <span class="unit">{{ 'rules.unit.' + unit() | transloco }}</span>
                }
              </div>
            }
          }
        </app-field>
      }
    }
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    .with-unit {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .with-unit .input {
      max-inline-size: 160px;
    }
    .unit {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
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
    .days {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 14px;
    }
    .days label,
    .flag {
      display: flex;
      align-items: center;
      gap: 8px;
      min-block-size: 28px;
      font-size: var(--text-sm);
    }
    .error {
      color: var(--danger);
      font-size: var(--text-xs);
    }
  `,
})
export class ParameterField {
  readonly parameter = input.required<RuleParameter>();
  readonly value = input.required<RuleParameterValue>();
  /** Unique on the page. */
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  /** Ready to show; null where nothing is wrong. */
  readonly error = input<string | null>(null);
  readonly disabled = input(false);
  readonly changed = output<RuleParameterValue>();

  protected readonly weekdays = weekdays;
  protected readonly numeric = computed(() => isNumeric(this.parameter()));
  protected readonly unit = computed(() => {
    const { kind } = this.parameter();
    return kind !== 'integer' && this.numeric() ? kind : null;
  });
  protected readonly text = computed(() => {
    const value = this.value();
    if (Array.isArray(value)) return value.join('\n');
    return typeof value === 'number' && Number.isNaN(value) ? '' : String(value);
  });

  protected type(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    if (!this.numeric()) this.changed.emit(value.trim());
    else this.changed.emit(value.trim() === '' ? Number.NaN : Number(value));
  }

  protected typeLines(event: Event): void {
    const lines = (event.target as HTMLTextAreaElement).value.split('\n').map((line) => line.trim());
    this.changed.emit(lines.filter((line) => line !== ''));
  }

  protected toggle(): void {
    this.changed.emit(this.value() !== true);
  }

  protected hasDay(day: number): boolean {
    const value = this.value();
    return Array.isArray(value) && value.includes(day);
  }

  protected toggleDay(day: number): void {
    const value = this.value();
    const days = Array.isArray(value) ? value.filter((one) => typeof one === 'number') : [];
    this.changed.emit(days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort());
  }
}
