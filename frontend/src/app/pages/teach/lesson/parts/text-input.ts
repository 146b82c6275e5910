import { Component, computed, input, output } from '@angular/core';
import { Field } from '../../../../shared/components/field/field';

/** A labelled line of text of a block, in the direction of its own words. */
@Component({
  selector: 'app-text-input',
  imports: [Field],
  template: `
    <app-field [for]="id()" [label]="label()" [hint]="hint()">
      <input
        #field
        class="input"
        dir="auto"
        autocomplete="off"
        [attr.maxlength]="most()"
        [id]="id()"
        [attr.aria-describedby]="noteId()"
        [value]="value()"
        (input)="typed.emit(field.value)"
      />
    </app-field>
  `,
})
export class TextInput {
  /** The id of the control: unique on the page. */
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly most = input(160);
  readonly value = input.required<string>();
  readonly typed = output<string>();
  protected readonly noteId = computed(() => `${this.id()}-note`);
}
