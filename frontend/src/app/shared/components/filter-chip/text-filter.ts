import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../field/field';

let nextId = 0;

/** A text to filter by, applied with Enter or the button. `problem` says what is wrong with a text; null where nothing is. Texts: scope `desk`. */
@Component({
  selector: 'app-text-filter',
  imports: [Field, TranslocoPipe],
  template: `
    <form novalidate (submit)="apply($event)">
      <app-field [for]="id" [label]="label()" [hint]="hint()" [error]="error()">
        <input
          class="input compact"
          dir="ltr"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          maxlength="254"
          [class.mono]="mono()"
          [id]="id"
          [attr.aria-describedby]="id + '-note'"
          [attr.aria-invalid]="error() !== null"
          [value]="draft()"
          (input)="type($event)"
        />
      </app-field>
      <div>
        @if (value() !== '') {
          <button type="button" class="btn" (click)="applied.emit('')">{{ 'desk.filter.remove' | transloco }}</button>
        }
        <button type="submit" class="btn primary">{{ 'desk.filter.apply' | transloco }}</button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-3);
      inline-size: 260px;
      max-inline-size: 100%;
    }
    div {
      display: flex;
      justify-content: end;
      gap: var(--space-2);
    }
  `,
})
export class TextFilter {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly mono = input(false);
  readonly value = input.required<string>();
  readonly problem = input<(text: string) => string | null>(() => null);
  readonly applied = output<string>();
  protected readonly id = `text-filter-${String(nextId++)}`;
  protected readonly draft = linkedSignal(() => this.value());
  private readonly tried = signal(false);
  protected readonly error = computed(() => (this.tried() ? this.problem()(this.draft().trim()) : null));

  protected type(event: Event): void {
    this.draft.set((event.target as HTMLInputElement).value);
  }

  protected apply(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    if (this.error() === null) this.applied.emit(this.draft().trim());
  }
}
