import { Component, ViewEncapsulation, computed, input, linkedSignal, output } from '@angular/core';
import type { Question } from '@classy-book/contracts/quizzes';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import { RichText } from '../../../../shared/teach/rich-text';
import { ChoiceOptions } from './choice-options';
import { NumberAnswers } from './number-answers';
import { NumberBox } from './number-box';
import { PairList } from './pair-list';
import { TypedAnswers } from './typed-answers';

/** A question while it is written. Texts: scope `quiz`. */
@Component({
  selector: 'app-question-editor',
  imports: [ChoiceOptions, Field, NumberAnswers, NumberBox, PairList, RichText, TranslocoPipe, TypedAnswers],
  templateUrl: './question-editor.html',
  styleUrl: './question-editor.css',
  // fields for short texts are lower, and show their buttons while they are written in
  encapsulation: ViewEncapsulation.None,
})
export class QuestionEditor {
  readonly question = input.required<Question>();
  readonly lang = input<string | null>(null);
  readonly changed = output<Question>();
  private readonly questionId = computed(() => this.question().id);
  protected readonly feedbackShown = linkedSignal<string, boolean>({
    source: this.questionId,
    computation: () => hasFeedback(this.question()),
  });
  protected readonly textLabel = computed(() =>
    this.question().type === 'description' ? 'quiz.question.description' : 'quiz.question.text',
  );

  protected set(change: Partial<Pick<Question, 'title' | 'html' | 'points' | 'feedback'>>): void {
    this.changed.emit({ ...this.question(), ...change });
  }

  protected setTruth(change: { answer?: boolean; rightFeedback?: string; wrongFeedback?: string }): void {
    const question = this.question();
    if (question.type === 'boolean') this.changed.emit({ ...question, ...change });
  }
}

function hasFeedback(question: Question): boolean {
  if (question.feedback !== '') return true;
  if ('options' in question) return question.options.some(({ feedback }) => feedback !== '');
  if ('answers' in question) return question.answers.some(({ feedback }) => feedback !== '');
  return question.type === 'boolean' && (question.rightFeedback !== '' || question.wrongFeedback !== '');
}
