import { Component, computed, input, linkedSignal, output } from '@angular/core';
import type { QuizOption } from '@classy-book/contracts/quizzes';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { RichText } from '../../../../shared/teach/rich-text';
import { isRight, isSimple, newOption, simpleWeights, tick, type QuestionOf } from '../quiz-draft';
import { NumberBox } from './number-box';

/** What can be chosen, with ticks for what is right; weights for who wants more than ticks. Texts: scope `quiz`. */
@Component({
  selector: 'app-choice-options',
  imports: [Icon, NumberBox, RichText, TranslocoPipe],
  templateUrl: './choice-options.html',
  styleUrl: './answers.css',
})
export class ChoiceOptions {
  readonly question = input.required<QuestionOf<'single' | 'multiple'>>();
  /** The language of what is written. */
  readonly lang = input<string | null>(null);
  readonly feedbackShown = input(false);
  readonly changed = output<QuestionOf<'single' | 'multiple'>>();
  protected readonly maxOptions = 30;
  protected readonly isRight = isRight;
  private readonly questionId = computed(() => this.question().id);
  protected readonly weights = linkedSignal<string, boolean>({
    source: this.questionId,
    computation: () => !isSimple(this.question().type, this.question().options),
  });

  protected set(id: string, change: Partial<QuizOption>): void {
    this.give(this.question().options.map((option) => (option.id === id ? { ...option, ...change } : option)));
  }

  protected tick(id: string, right: boolean): void {
    const { type, options } = this.question();
    if (this.weights()) this.set(id, { weight: right ? 100 : 0 });
    else this.give(tick(type, options, id, right));
  }

  protected showWeights(shown: boolean): void {
    const { type, options } = this.question();
    this.weights.set(shown);
    if (!shown) this.give(simpleWeights(type, options));
  }

  protected add(): void {
    this.giveWeighed([...this.question().options, newOption()]);
  }

  protected remove(id: string): void {
    this.giveWeighed(this.question().options.filter((option) => option.id !== id));
  }

  private giveWeighed(options: QuizOption[]): void {
    this.give(this.weights() ? options : simpleWeights(this.question().type, options));
  }

  private give(options: QuizOption[]): void {
    this.changed.emit({ ...this.question(), options });
  }
}
