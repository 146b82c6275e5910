import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { quizAllowanceSchema, type QuizAllowance } from '@classy-book/contracts/quiz-attempts';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';

/** Whom it is for, in which quiz, and what they are allowed so far. */
export interface AllowanceQuestion {
  readonly name: string;
  readonly quiz: string;
  readonly allowance: QuizAllowance;
}

/** Asks what one learner is allowed beyond the rules of a quiz; closes with that. */
@Component({
  selector: 'app-allowance-dialog',
  imports: [DialogFrame, Field, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'people')],
  template: `
    <app-dialog-frame [heading]="'people.person.allowance.heading' | transloco: { name: data.name }">
      <form id="allowance" class="fields" novalidate (submit)="send($event)">
        <p>
          <strong dir="auto">{{ data.quiz }}</strong>
        </p>
        <p>{{ 'people.person.allowance.effect' | transloco }}</p>
        <app-field
          for="extra-time"
          [label]="'people.person.allowance.time' | transloco"
          [hint]="'people.person.allowance.timeHint' | transloco"
          [error]="wrong().time ? ('people.person.allowance.timeWrong' | transloco) : null"
        >
          <input
            #time
            id="extra-time"
            class="input"
            type="number"
            min="0"
            max="400"
            inputmode="numeric"
            cdkFocusInitial
            aria-describedby="extra-time-note"
            [attr.aria-invalid]="wrong().time"
            [value]="data.allowance.extraTime"
            (input)="extraTime.set(time.valueAsNumber)"
          />
        </app-field>
        <app-field
          for="extra-attempts"
          [label]="'people.person.allowance.attempts' | transloco"
          [hint]="'people.person.allowance.attemptsHint' | transloco"
          [error]="wrong().attempts ? ('people.person.allowance.attemptsWrong' | transloco) : null"
        >
          <input
            #attempts
            id="extra-attempts"
            class="input"
            type="number"
            min="0"
            max="50"
            inputmode="numeric"
            aria-describedby="extra-attempts-note"
            [attr.aria-invalid]="wrong().attempts"
            [value]="data.allowance.extraAttempts"
            (input)="extraAttempts.set(attempts.valueAsNumber)"
          />
        </app-field>
      </form>
      <ng-container actions>
        <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
        <button type="submit" form="allowance" class="btn primary">
          {{ 'people.person.allowance.save' | transloco }}
        </button>
      </ng-container>
    </app-dialog-frame>
  `,
  styleUrl: '../../../../shared/components/dialog/dialog-fields.css',
})
export class AllowanceDialog {
  protected readonly data = inject<AllowanceQuestion>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<QuizAllowance>>(DialogRef);
  protected readonly extraTime = signal(this.data.allowance.extraTime);
  protected readonly extraAttempts = signal(this.data.allowance.extraAttempts);
  private readonly tried = signal(false);
  protected readonly wrong = computed(() => {
    const { extraTime, extraAttempts } = quizAllowanceSchema.shape;
    return {
      time: this.tried() && !extraTime.safeParse(this.extraTime()).success,
      attempts: this.tried() && !extraAttempts.safeParse(this.extraAttempts()).success,
    };
  });

  protected send(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    const { time, attempts } = this.wrong();
    if (!time && !attempts) this.dialog.close({ extraTime: this.extraTime(), extraAttempts: this.extraAttempts() });
  }
}
