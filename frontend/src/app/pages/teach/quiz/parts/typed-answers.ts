import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { RichText } from '../../../../shared/teach/rich-text';
import { newPartId, type QuestionOf } from '../quiz-draft';
import { NumberBox } from './number-box';

type Answer = QuestionOf<'short'>['answers'][number];

/** Texts that are right when they are typed. Texts: scope `quiz`. */
@Component({
  selector: 'app-typed-answers',
  imports: [Icon, NumberBox, RichText, TranslocoPipe],
  templateUrl: './typed-answers.html',
  styleUrl: './answers.css',
})
export class TypedAnswers {
  readonly question = input.required<QuestionOf<'short'>>();
  readonly lang = input<string | null>(null);
  readonly feedbackShown = input(false);
  readonly changed = output<QuestionOf<'short'>>();
  protected readonly maxAnswers = 30;

  protected set(id: string, change: Partial<Answer>): void {
    this.give(this.question().answers.map((answer) => (answer.id === id ? { ...answer, ...change } : answer)));
  }

  protected add(): void {
    this.give([...this.question().answers, { id: newPartId(), text: '', weight: 100, feedback: '' }]);
  }

  protected remove(id: string): void {
    this.give(this.question().answers.filter((answer) => answer.id !== id));
  }

  protected setExact(caseSensitive: boolean): void {
    this.changed.emit({ ...this.question(), caseSensitive });
  }

  private give(answers: Answer[]): void {
    this.changed.emit({ ...this.question(), answers });
  }
}
