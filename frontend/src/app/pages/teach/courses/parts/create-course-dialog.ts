import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required, validate } from '@angular/forms/signals';
import type { CreateCourseRequest } from '@classy-book/contracts/courses';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { I18nService } from '../../../../core/services/i18n';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';
import { focusFirstError } from '../../../../shared/identity/submission';
import { LanguageField } from '../../../../shared/teach/language-field';
import { errorText } from '../../../../shared/teach/teach-errors';

/** Asks for the name and the language of a new course; closes with both. */
@Component({
  selector: 'app-create-course-dialog',
  imports: [DialogFrame, Field, FormField, FormRoot, LanguageField, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'teach')],
  template: `
    <app-dialog-frame [heading]="'teach.create.heading' | transloco">
      <form id="create-course" novalidate [formRoot]="form">
        <app-field
          for="course-title"
          [label]="'teach.fields.title' | transloco"
          [hint]="'teach.create.hint' | transloco"
          [error]="problem() && (problem()! | transloco)"
        >
          <input
            id="course-title"
            class="input"
            dir="auto"
            autocomplete="off"
            aria-required="true"
            aria-describedby="course-title-note"
            cdkFocusInitial
            [attr.aria-invalid]="!!problem()"
            [formField]="form.title"
          />
        </app-field>
        <app-language-field id="course-language" [value]="model().language" (picked)="speak($event)" />
      </form>
      <ng-container actions>
        <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
        <button type="submit" form="create-course" class="btn primary">{{ 'teach.create.submit' | transloco }}</button>
      </ng-container>
    </app-dialog-frame>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-4);
      color: var(--ink);
    }
  `,
})
export class CreateCourseDialog {
  protected readonly dialog = inject<DialogRef<CreateCourseRequest>>(DialogRef);
  protected readonly model = signal<{ title: string; language: string }>({
    title: '',
    language: inject(I18nService).locale(),
  });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.title);
      maxLength(path.title, 160);
      validate(path.title, ({ value }) => (value() !== '' && value().trim() === '' ? { kind: 'required' } : undefined));
    },
    {
      submission: {
        action: () => {
          const { title, language } = this.model();
          this.dialog.close({ title: title.trim(), language });
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          focusFirstError(this.form);
        },
      },
    },
  );
  protected readonly problem = computed(() => errorText(this.form.title()));

  protected speak(language: string): void {
    this.model.update((model) => ({ ...model, language }));
  }
}
