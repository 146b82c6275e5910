import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import { numberIn } from '../quiz-draft';

/** A number in a field; only what may stand there is given on. Texts: scope `quiz`. */
@Component({
  selector: 'app-number-box',
  imports: [Field, TranslocoPipe],
  template: `
    <app-field
      [for]="name()"
      [label]="label()"
      [hint]="hint()"
      [error]="wrong() ? (problem() | transloco: limits()) : null"
    >
      <input
        #box
        class="input compact"
        dir="ltr"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        [id]="name()"
        [attr.aria-describedby]="name() + '-note'"
        [attr.aria-invalid]="wrong()"
        [value]="typed()"
        (input)="type(box.value)"
      />
    </app-field>
  `,
})
export class NumberBox {
  /** The id of the field. */
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  /** Null where nothing stands in it. */
  readonly value = input.required<number | null>();
  readonly min = input<number | null>(null);
  readonly max = input<number | null>(null);
  readonly whole = input(false);
  /** It may be empty, which is null. */
  readonly optional = input(false);
  readonly changed = output<number | null>();
  // what is being typed stays as it is, also where it means the same as what is stored
  protected readonly typed = linkedSignal<number | null, string>({
    source: this.value,
    computation: (value, previous) => {
      if (previous && this.read(previous.value) === value) return previous.value;
      return value === null ? '' : String(Number(value.toPrecision(12)));
    },
  });
  protected readonly wrong = computed(() => this.read(this.typed()) === undefined);
  protected readonly limits = computed(() => ({ min: String(this.min() ?? ''), max: String(this.max() ?? '') }));
  protected readonly problem = computed(() => {
    if (this.max() !== null) return this.whole() ? 'quiz.number.wholeBetween' : 'quiz.number.between';
    return this.min() === null ? 'quiz.number.wrong' : 'quiz.number.atLeast';
  });

  protected type(text: string): void {
    this.typed.set(text);
    const value = this.read(text);
    if (value !== undefined && value !== this.value()) this.changed.emit(value);
  }

  /** Undefined where it may not stand there. */
  private read(text: string): number | null | undefined {
    if (text.trim() === '') return this.optional() ? null : undefined;
    const number = numberIn(text);
    if (number === null || number < (this.min() ?? number) || number > (this.max() ?? number)) return undefined;
    return this.whole() && !Number.isInteger(number) ? undefined : number;
  }
}
