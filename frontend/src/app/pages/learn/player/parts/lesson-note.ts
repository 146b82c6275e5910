import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SaveState } from '../../../../shared/teach/autosave';
import { SaveStateLine } from '../../../../shared/teach/save-state';

/** The reader's own note to a lesson. Texts: scopes `learn` and `teach`. */
@Component({
  selector: 'app-lesson-note',
  imports: [SaveStateLine, TranslocoPipe],
  template: `
    <label for="lesson-note">{{ 'learn.note.label' | transloco }}</label>
    <textarea
      id="lesson-note"
      class="input"
      rows="6"
      dir="auto"
      maxlength="20000"
      [value]="text()"
      [placeholder]="'learn.note.placeholder' | transloco"
      (input)="write($event)"
    ></textarea>
    @if (state(); as state) {
      <app-save-state [state]="state" (retried)="retried.emit()" />
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    label {
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
    }
    textarea {
      min-block-size: 120px;
      line-height: 1.6;
      resize: vertical;
    }
  `,
})
export class LessonNote {
  readonly text = input.required<string>();
  readonly state = input.required<SaveState<unknown> | null>();
  readonly written = output<string>();
  readonly retried = output();

  protected write(event: Event): void {
    this.written.emit((event.target as HTMLTextAreaElement).value);
  }
}
