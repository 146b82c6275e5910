import { Component, input, output, signal } from '@angular/core';
import type { CourseTeacher } from '@classy-book/contracts/courses';
import { TranslocoPipe } from '@jsverse/transloco';
import { Panel } from '../../../../shared/account/panel';
import { Field } from '../../../../shared/components/field/field';

/** Who teaches a course. The owner names the others by their email addresses. */
@Component({
  selector: 'app-teachers-panel',
  imports: [Field, Panel, TranslocoPipe],
  template: `
    <app-panel
      name="teachers"
      [heading]="'teach.settings.teachers' | transloco"
      [lead]="'teach.settings.teachersLead' | transloco"
    >
      <ul>
        @for (teacher of teachers(); track teacher.userId) {
          <li>
            <bdi>{{ teacher.name }}</bdi>
            @if (teacher.owner) {
              <span class="tag neutral">{{ 'teach.settings.owner' | transloco }}</span>
            }
          </li>
        }
      </ul>
      @if (owned()) {
        <form novalidate (submit)="send($event, emails.value)">
          <app-field
            for="teacher-emails"
            [label]="'teach.settings.emails' | transloco"
            [hint]="'teach.settings.emailsHint' | transloco"
            [error]="wrong() ? ('teach.error.email' | transloco) : null"
          >
            <textarea
              #emails
              id="teacher-emails"
              class="input"
              dir="ltr"
              rows="3"
              spellcheck="false"
              autocapitalize="none"
              aria-describedby="teacher-emails-note"
              [attr.aria-invalid]="wrong()"
            ></textarea>
          </app-field>
          <button type="submit" class="btn" [disabled]="busy()">
            {{ 'teach.settings.setTeachers' | transloco }}
          </button>
        </form>
      }
    </app-panel>
  `,
  styles: `
    ul,
    form {
      display: grid;
      justify-items: start;
      gap: var(--space-3);
    }
    li {
      display: flex;
      gap: var(--space-3);
    }
    app-field {
      inline-size: 100%;
    }
  `,
})
export class TeachersPanel {
  readonly teachers = input.required<readonly CourseTeacher[]>();
  /** The reader may change them. */
  readonly owned = input.required<boolean>();
  readonly busy = input(false);
  /** All other teachers from now on. */
  readonly changed = output<string[]>();
  protected readonly wrong = signal(false);

  protected send(event: Event, typed: string): void {
    event.preventDefault();
    const emails = [...new Set(typed.split(/[\s,;]+/).filter((email) => email !== ''))];
    this.wrong.set(emails.length > 20 || emails.some((email) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)));
    if (!this.wrong()) this.changed.emit(emails);
  }
}
