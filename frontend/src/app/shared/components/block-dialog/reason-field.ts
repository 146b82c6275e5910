import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../field/field';
import { firstError } from './block-rules';

/** Why something is done, for the audit log: the field of a dialog. Texts: scope `desk`. */
@Component({
  selector: 'app-reason-field',
  imports: [Field, FormField, TranslocoPipe],
  template: `
    <app-field
      [for]="fieldId()"
      [label]="label()"
      [hint]="'desk.block.reasonHint' | transloco"
      [error]="error() && ('desk.error.' + error() | transloco)"
    >
      <input
        class="input"
        autocomplete="off"
        aria-required="true"
        [id]="fieldId()"
        [attr.cdkFocusInitial]="initial() ? '' : null"
        [attr.aria-describedby]="fieldId() + '-note'"
        [attr.aria-invalid]="error() !== null"
        [formField]="reason()"
      />
    </app-field>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class ReasonField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly reason = input.required<FieldTree<string>>();
  /** True where the focus goes into the field as the dialog opens. */
  readonly initial = input(false);
  protected readonly error = computed(() => firstError(this.reason()()));
}
