import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { RichText } from '../../../../shared/teach/rich-text';
import { newNumber, type NumberAnswer, type QuestionOf } from '../quiz-draft';
import { NumberBox } from './number-box';

/** What of an answer may change while its form stays. */
interface Part {
  readonly value?: number;
  readonly tolerance?: number;
  readonly from?: number;
  readonly to?: number;
  readonly weight?: number;
  readonly feedback?: string;
}

/** Numbers that are right when they are typed: a value with a tolerance, or a range. Texts: scope `quiz`. */
@Component({
  selector: 'app-number-answers',
  imports: [Icon, NumberBox, RichText, TranslocoPipe],
  templateUrl: './number-answers.html',
  styleUrl: './answers.css',
})
export class NumberAnswers {
  readonly question = input.required<QuestionOf<'numerical'>>();
  readonly lang = input<string | null>(null);
  readonly feedbackShown = input(false);
  readonly changed = output<QuestionOf<'numerical'>>();
  protected readonly maxAnswers = 30;

  protected change(answer: NumberAnswer, part: Part): void {
    this.set({ ...answer, ...part });
  }

  /** The same numbers, said the other way. */
  protected setForm(answer: NumberAnswer, form: string): void {
    if (form === answer.form) return;
    const { id, weight, feedback } = answer;
    if (answer.form === 'value') {
      const [from, to] = [answer.value - answer.tolerance, answer.value + answer.tolerance];
      this.set({ id, weight, feedback, form: 'range', from, to });
    } else {
      const [value, tolerance] = [(answer.from + answer.to) / 2, Math.abs(answer.to - answer.from) / 2];
      this.set({ id, weight, feedback, form: 'value', value, tolerance });
    }
  }

  protected add(): void {
    this.give([...this.question().answers, newNumber()]);
  }

  protected remove(id: string): void {
    this.give(this.question().answers.filter((answer) => answer.id !== id));
  }

  private set(answer: NumberAnswer): void {
    this.give(this.question().answers.map((one) => (one.id === answer.id ? answer : one)));
  }

  private give(answers: NumberAnswer[]): void {
    this.changed.emit({ ...this.question(), answers });
  }
}
