import { Component, input, output } from '@angular/core';
import type { LessonDraft } from '@classy-book/contracts/lessons';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import { RulesEditor, type RuleChange } from './rules-editor';

/** What is said of a lesson besides its content: how long it takes, whether it counts, and what completes it. */
@Component({
  selector: 'app-lesson-facts',
  imports: [Field, RulesEditor, TranslocoPipe],
  template: `
    <h2>{{ 'teach.lesson.facts' | transloco }}</h2>
    <app-field for="minutes" [label]="'teach.lesson.minutes' | transloco">
      <input
        #minutes
        id="minutes"
        class="input"
        type="number"
        inputmode="numeric"
        min="1"
        max="600"
        [value]="draft().minutes"
        (change)="time(minutes)"
      />
    </app-field>
    <label>
      <input
        #required
        type="checkbox"
        [checked]="draft().required"
        (change)="changed.emit({ required: required.checked })"
      />
      <span>{{ 'teach.lesson.required' | transloco }}</span>
    </label>
    <app-rules-editor [draft]="draft()" [quizTitles]="quizTitles()" (changed)="ruled.emit($event)" />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
      align-content: start;
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      font-size: var(--text-sm);
    }
  `,
})
export class LessonFacts {
  readonly draft = input.required<LessonDraft>();
  readonly quizTitles = input<ReadonlyMap<string, string>>(new Map());
  readonly changed = output<Partial<Pick<LessonDraft, 'minutes' | 'required'>>>();
  readonly ruled = output<RuleChange>();

  protected time(field: HTMLInputElement): void {
    const minutes = Math.min(600, Math.max(1, Math.round(field.valueAsNumber || this.draft().minutes)));
    field.valueAsNumber = minutes;
    if (minutes !== this.draft().minutes) this.changed.emit({ minutes });
  }
}
