import { Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { clockText } from '../../../core/services/duration';
import { Icon } from '../../components/icon/icon';
import { PluralPipe } from '../../texts/plural-pipe';

/** A question in the numbered way through a quiz. */
export interface QuizStep {
  readonly id: string;
  readonly number: number;
  readonly answered: boolean;
}

const SOON_SECONDS = 300;

/** What stays on the screen while a quiz is taken: the time left, whether everything is saved, and the way to each question. */
@Component({
  selector: 'app-quiz-head',
  imports: [Icon, PluralPipe, TranslocoPipe],
  template: `
    <div class="line">
      @if (seconds() !== null) {
        <p class="time" [class.soon]="soon()" role="timer" [attr.aria-label]="'grades.taking.timeLeft' | transloco">
          <app-icon [name]="soon() ? 'warning' : 'timer'" />
          <bdi>{{ time() }}</bdi>
          @if (soon()) {
            <span>{{ 'grades.taking.soon' | transloco }}</span>
          }
        </p>
      }
      <p class="saved">
        @if (unsaved() === 0) {
          <app-icon name="check" /> {{ 'grades.taking.allSaved' | transloco }}
        } @else if (offline()) {
          <app-icon name="wifi-off" /> {{ unsaved() | plural: 'grades.taking.kept' }}
        } @else {
          {{ 'grades.taking.state.saving' | transloco }}
        }
      </p>
      <button type="button" class="btn" (click)="reviewed.emit()">{{ 'grades.taking.toReview' | transloco }}</button>
    </div>
    <nav [attr.aria-label]="'grades.taking.questions' | transloco">
      <ol>
        @for (step of steps(); track step.id) {
          <li>
            <button
              type="button"
              [class.answered]="step.answered"
              [attr.aria-label]="
                (step.answered ? 'grades.taking.stepDone' : 'grades.taking.stepOpen')
                  | transloco: { number: step.number }
              "
              (click)="chosen.emit(step.id)"
            >
              {{ step.number }}
              @if (step.answered) {
                <app-icon name="check" />
              }
            </button>
          </li>
        }
      </ol>
    </nav>
  `,
  styleUrl: './quiz-head.css',
})
export class QuizHead {
  readonly steps = input.required<readonly QuizStep[]>();
  /** To the deadline; null where there is none. */
  readonly seconds = input.required<number | null>();
  readonly unsaved = input.required<number>();
  readonly offline = input.required<boolean>();
  readonly chosen = output<string>();
  readonly reviewed = output();

  protected readonly time = computed(() => clockText(this.seconds() ?? 0));
  protected readonly soon = computed(() => (this.seconds() ?? SOON_SECONDS + 1) <= SOON_SECONDS);
}
