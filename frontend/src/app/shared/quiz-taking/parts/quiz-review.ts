import { Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { PluralPipe } from '../../texts/plural-pipe';
import type { QuizStep } from './quiz-head';

/** The look back before handing in: what is not answered, by its number. */
@Component({
  selector: 'app-quiz-review',
  imports: [PluralPipe, TranslocoPipe],
  template: `
    <h2 tabindex="-1">{{ 'grades.taking.review.title' | transloco }}</h2>
    @if (open().length === 0) {
      <p>{{ 'grades.taking.review.complete' | transloco }}</p>
    } @else {
      <p>{{ open().length | plural: 'grades.taking.review.open' }}</p>
      <ul>
        @for (step of open(); track step.id) {
          <li>
            <button type="button" class="btn" (click)="chosen.emit(step.id)">
              {{ 'grades.taking.question' | transloco: { number: step.number } }}
            </button>
          </li>
        }
      </ul>
    }
    <p class="hint">{{ 'grades.taking.review.hint' | transloco }}</p>
    <div class="actions">
      <button type="button" class="btn large" (click)="left.emit()">
        {{ 'grades.taking.review.back' | transloco }}
      </button>
      <button type="button" class="btn primary large" [attr.aria-disabled]="working()" (click)="submit()">
        {{ (working() ? 'grades.taking.review.sending' : 'grades.taking.review.submit') | transloco }}
      </button>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
      justify-items: start;
    }
    h2 {
      margin: 0;
      font-size: var(--text-lg);
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .hint {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class QuizReview {
  readonly steps = input.required<readonly QuizStep[]>();
  readonly working = input(false);
  readonly chosen = output<string>();
  readonly left = output();
  readonly submitted = output();

  protected readonly open = computed(() => this.steps().filter(({ answered }) => !answered));

  protected submit(): void {
    if (!this.working()) this.submitted.emit();
  }
}
