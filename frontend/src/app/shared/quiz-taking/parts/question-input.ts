import { Component, computed, input, output } from '@angular/core';
import type { AttemptQuestion, QuizAnswer } from '@classy-book/contracts/quiz-attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { LessonText } from '../../lesson/lesson-text';

/** What is answered with: choices, fields, or a select for each side of a matching. All of it by keyboard. */
@Component({
  selector: 'app-question-input',
  imports: [LessonText, TranslocoPipe],
  templateUrl: './question-input.html',
  styleUrl: './question-input.css',
})
export class QuestionInput {
  readonly question = input.required<AttemptQuestion>();
  readonly answer = input.required<QuizAnswer | undefined>();
  /** The ids of what names and describes the question. */
  readonly labelledBy = input.required<string>();
  readonly disabled = input(false);
  readonly answered = output<QuizAnswer>();

  protected readonly name = computed(() => `answer-${this.question().id}`);
  protected readonly chosen = computed(() => {
    const answer = this.answer();
    return new Set(
      answer?.type === 'multiple'
        ? answer.optionIds
        : answer?.type === 'single' && answer.optionId !== null
          ? [answer.optionId]
          : [],
    );
  });
  protected readonly truth = computed(() => {
    const answer = this.answer();
    return answer?.type === 'boolean' ? answer.value : null;
  });
  protected readonly text = computed(() => {
    const answer = this.answer();
    return answer !== undefined && 'text' in answer ? answer.text : '';
  });
  protected readonly pairs = computed(() => {
    const answer = this.answer();
    return new Map(answer?.type === 'matching' ? answer.pairs.map(({ left, right }) => [left, right]) : []);
  });

  protected choose(optionId: string): void {
    this.answered.emit({ type: 'single', optionId });
  }

  protected toggle(optionId: string, event: Event): void {
    const on = (event.target as HTMLInputElement).checked;
    const others = [...this.chosen()].filter((id) => id !== optionId);
    this.answered.emit({ type: 'multiple', optionIds: on ? [...others, optionId] : others });
  }

  protected decide(value: boolean): void {
    this.answered.emit({ type: 'boolean', value });
  }

  protected write(type: 'short' | 'numerical' | 'essay', event: Event): void {
    this.answered.emit({ type, text: (event.target as HTMLInputElement | HTMLTextAreaElement).value });
  }

  protected match(left: string, event: Event): void {
    const right = (event.target as HTMLSelectElement).value;
    const others = [...this.pairs()].flatMap((pair) => (pair[0] === left ? [] : [{ left: pair[0], right: pair[1] }]));
    this.answered.emit({ type: 'matching', pairs: right === '' ? others : [...others, { left, right }] });
  }
}
