import { Component, computed, input, output } from '@angular/core';
import type { AttemptQuestion, QuestionResult, QuizAnswer } from '@classy-book/contracts/quiz-attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../components/icon/icon';
import { LessonText } from '../../lesson/lesson-text';
import { CountPipe } from '../../texts/format-pipes';
import { PluralPipe } from '../../texts/plural-pipe';
import type { AnswerState } from '../answer-queue';
import { QuestionInput } from './question-input';

/** One question with its answer, how that is saved, and the result where there is one. `number` is null for a text between questions. */
@Component({
  selector: 'app-question-card',
  imports: [CountPipe, Icon, LessonText, PluralPipe, QuestionInput, TranslocoPipe],
  templateUrl: './question-card.html',
  styleUrl: './question-card.css',
})
export class QuestionCard {
  readonly question = input.required<AttemptQuestion>();
  readonly number = input.required<number | null>();
  readonly of = input.required<number>();
  readonly answer = input.required<QuizAnswer | undefined>();
  readonly state = input<AnswerState>('none');
  readonly result = input<QuestionResult | null>(null);
  /** The attempt is handed in. */
  readonly closed = input(false);
  readonly answered = output<QuizAnswer>();
  /** One works on this question. */
  readonly entered = output();

  protected readonly headingId = computed(() => `question-${this.question().id}`);
  protected readonly textId = computed(() => `text-${this.question().id}`);
}
