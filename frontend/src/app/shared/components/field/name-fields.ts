import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { Field } from './field';

/** Where a person's names are typed. */
export interface NameTrees {
  readonly firstName: FieldTree<string>;
  readonly lastName: FieldTree<string>;
}

/** First and last name, as two fields of the form around them, which also lays them out. */
@Component({
  selector: 'app-name-fields',
  imports: [Field, FormField],
  template: `
    <app-field [for]="firstId()" [label]="firstLabel()" [error]="firstError()">
      <input
        class="input"
        aria-required="true"
        [id]="firstId()"
        [attr.autocomplete]="own() ? 'given-name' : 'off'"
        [attr.aria-describedby]="firstId() + '-note'"
        [attr.aria-invalid]="!!firstError()"
        [formField]="names().firstName"
      />
    </app-field>
    <app-field [for]="lastId()" [label]="lastLabel()" [error]="lastError()">
      <input
        class="input"
        aria-required="true"
        [id]="lastId()"
        [attr.autocomplete]="own() ? 'family-name' : 'off'"
        [attr.aria-describedby]="lastId() + '-note'"
        [attr.aria-invalid]="!!lastError()"
        [formField]="names().lastName"
      />
    </app-field>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class NameFields {
  readonly names = input.required<NameTrees>();
  /** Stands before the ids of the controls, which end with `first-name` and `last-name`. */
  readonly prefix = input('');
  readonly firstLabel = input.required<string>();
  readonly lastLabel = input.required<string>();
  /** Ready to show; empty or null where there is none. */
  readonly firstError = input.required<string | null>();
  readonly lastError = input.required<string | null>();
  /** False where the names are those of somebody else, whom the browser does not know. */
  readonly own = input(true);
  protected readonly firstId = computed(() => `${this.prefix()}first-name`);
  protected readonly lastId = computed(() => `${this.prefix()}last-name`);
}
