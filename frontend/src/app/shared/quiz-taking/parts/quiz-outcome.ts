import { Component, input } from '@angular/core';
import type { QuizAttempt } from '@classy-book/contracts/quiz-attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { CountPipe, FullTimePipe } from '../../texts/format-pipes';
import { PercentPipe } from '../../texts/percent-pipe';

/** What an attempt came to. */
@Component({
  selector: 'app-quiz-outcome',
  imports: [CountPipe, FullTimePipe, PercentPipe, TranslocoPipe],
  template: `
    @let attempt = this.attempt();
    <h2 tabindex="-1">
      {{ 'grades.taking.result' | transloco: { number: (attempt.number | count) } }}
    </h2>
    @if (attempt.preview) {
      <p class="hint">{{ 'grades.taking.preview' | transloco }}</p>
    }
    @if (attempt.result; as result) {
      @if (result.percent === null) {
        <p class="waits">{{ 'grades.taking.waitsLong' | transloco }}</p>
      } @else {
        <p class="grade">
          <strong>{{ result.percent | percent }}</strong>
          @if (result.points !== null && result.maxPoints > 0) {
            <span>{{
              'grades.taking.pointsOf' | transloco: { points: (result.points | count), of: (result.maxPoints | count) }
            }}</span>
          }
          <span class="tag" [class.ok]="result.passed" [class.warn]="!result.passed">{{
            (result.passed ? 'grades.taking.passed' : 'grades.taking.notPassed') | transloco
          }}</span>
        </p>
      }
    }
    <p class="hint">
      @if (attempt.closedByDeadline) {
        {{ 'grades.taking.byDeadline' | transloco }}
      }
      @if (attempt.submittedAt; as at) {
        {{ 'grades.taking.handedIn' | transloco: { time: (at | fullTime) } }}
      }
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    h2 {
      margin: 0;
      font-size: var(--text-lg);
    }
    .grade {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: var(--space-2) var(--space-4);
    }
    strong {
      font-size: var(--text-2xl);
      letter-spacing: -0.02em;
      font-variant-numeric: tabular-nums;
    }
    .hint {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    .waits {
      padding: var(--space-3) var(--space-4);
      border-radius: var(--radius-sm);
      background: var(--info-tint);
      color: var(--info);
    }
  `,
})
export class QuizOutcome {
  readonly attempt = input.required<QuizAttempt>();
}
