import { Component, computed, input, output, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';

const MOST = 4_000;

/** Writing a note. It stays in the field until `written` was answered with `clear`. */
@Component({
  selector: 'app-note-form',
  imports: [Field, FormField, FormRoot, TranslocoPipe],
  template: `
    <form novalidate [formRoot]="form">
      <app-field
        for="incident-note"
        [label]="'incidents.note.label' | transloco"
        [hint]="'incidents.note.hint' | transloco"
        [error]="error() && ('incidents.note.' + error() | transloco)"
      >
        <textarea
          id="incident-note"
          class="input"
          rows="2"
          dir="auto"
          aria-describedby="incident-note-note"
          [attr.aria-invalid]="error() !== null"
          [formField]="form.text"
        ></textarea>
      </app-field>
      <button type="submit" class="btn" [disabled]="busy()">{{ 'incidents.note.submit' | transloco }}</button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-2);
    }
    textarea {
      min-block-size: 60px;
      resize: vertical;
    }
    .btn {
      justify-self: end;
    }
  `,
})
export class NoteForm {
  readonly busy = input(false);
  readonly written = output<string>();
  private readonly model = signal({ text: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.text);
      maxLength(path.text, MOST);
    },
    {
      submission: {
        action: () => {
          this.written.emit(this.model().text.trim());
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.form.text().focusBoundControl();
        },
      },
    },
  );
  protected readonly error = computed(() => {
    const field = this.form.text();
    return field.touched() ? (field.errors()[0]?.kind ?? null) : null;
  });

  /** Empties the field: the note was kept. */
  clear(): void {
    this.model.set({ text: '' });
    this.form.text().reset();
  }
}
