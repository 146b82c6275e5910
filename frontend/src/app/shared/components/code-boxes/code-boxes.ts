import type { ElementRef } from '@angular/core';
import { Component, computed, input, model, output, viewChild } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { Field } from '../field/field';
import { digitsOf } from './digits';

/**
 * The code of an authenticator app: boxes to look at, one field to type into, so that pasting, filling in from a message,
 * and screen readers work as in any field. Bound with `[formField]` or with `[(value)]`, which hold the digits alone.
 */
@Component({
  selector: 'app-code-boxes',
  imports: [Field],
  template: `
    <app-field [for]="fieldId()" [label]="label()" [error]="error()" [hint]="hint()">
      <div class="code" dir="ltr" [style.--boxes]="length()" [class.invalid]="(error() ?? '') !== ''">
        <div class="boxes num" aria-hidden="true">
          @for (box of boxes(); track $index) {
            <span [class.next]="$index === value().length">{{ box }}</span>
          }
        </div>
        <input
          #input
          type="text"
          inputmode="numeric"
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck="false"
          aria-required="true"
          [id]="fieldId()"
          [attr.aria-describedby]="fieldId() + '-note'"
          [attr.aria-invalid]="(error() ?? '') !== ''"
          [disabled]="disabled()"
          [value]="value()"
          (input)="take(input)"
          (blur)="touch.emit()"
        />
      </div>
    </app-field>
  `,
  styles: `
    .code {
      --gap: var(--space-2);
      position: relative;
      inline-size: min(100%, calc(var(--boxes) * 48px + (var(--boxes) - 1) * var(--gap)));
    }
    .boxes {
      display: grid;
      grid-template-columns: repeat(var(--boxes), minmax(0, 1fr));
      gap: var(--gap);
    }
    span {
      display: grid;
      place-items: center;
      block-size: 52px;
      border: 1px solid var(--line-control);
      border-radius: var(--radius-sm);
      background: var(--surface);
      font-size: var(--text-xl);
      font-weight: var(--weight-semi);
      transition: border-color var(--motion-fast);
    }
    .invalid span {
      border-color: var(--danger);
    }
    input {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      border: 0;
      background: transparent;
      color: transparent;
      caret-color: transparent;
      font-size: 1rem;
    }
    input::selection {
      background: transparent;
    }
    input:focus-visible {
      outline: none;
    }
    .code:focus-within span {
      border-color: var(--accent);
    }
    .code:focus-within :is(.next, span:last-child:not(:empty)) {
      box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 28%, transparent);
    }
    @media (forced-colors: active) {
      .code:focus-within span {
        outline: 2px solid;
      }
    }
  `,
})
export class CodeBoxes implements FormValueControl<string> {
  readonly value = model('');
  /** The id of the input itself; its note is `<id>-note`. */
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly error = input<string | null>('');
  readonly hint = input('');
  readonly disabled = input(false);
  readonly length = input(6);
  readonly touch = output();
  /** The last digit was typed or pasted. */
  readonly completed = output<string>();
  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('input');
  protected readonly boxes = computed(() =>
    Array.from({ length: this.length() }, (_, index) => this.value()[index] ?? ''),
  );

  focus(options?: FocusOptions): void {
    this.control().nativeElement.focus(options);
  }

  protected take(field: HTMLInputElement): void {
    const before = this.value();
    const digits = digitsOf(field.value).slice(0, this.length());
    field.value = digits;
    this.value.set(digits);
    if (digits.length === this.length() && digits !== before) this.completed.emit(digits);
  }
}
