import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field } from '../../../../shared/components/field/field';
import { Icon } from '../../../../shared/components/icon/icon';
import { RichText } from '../../../../shared/teach/rich-text';
import { newPair, type QuestionOf } from '../quiz-draft';

type Pair = QuestionOf<'matching'>['pairs'][number];

/** What belongs together, and texts that belong to nothing. Texts: scope `quiz`. */
@Component({
  selector: 'app-pair-list',
  imports: [Field, Icon, RichText, TranslocoPipe],
  templateUrl: './pair-list.html',
  styleUrl: './answers.css',
})
export class PairList {
  readonly question = input.required<QuestionOf<'matching'>>();
  readonly lang = input<string | null>(null);
  readonly changed = output<QuestionOf<'matching'>>();
  protected readonly maxPairs = 30;
  private readonly given = computed(() => this.question().extras.join('\n'));
  // empty lines stay while they are typed
  protected readonly extras = linkedSignal<string, string>({
    source: this.given,
    computation: (given, previous) =>
      previous && linesOf(previous.value).join('\n') === given ? previous.value : given,
  });

  protected set(id: string, change: Partial<Pair>): void {
    this.give(this.question().pairs.map((pair) => (pair.id === id ? { ...pair, ...change } : pair)));
  }

  protected add(): void {
    this.give([...this.question().pairs, newPair()]);
  }

  protected remove(id: string): void {
    this.give(this.question().pairs.filter((pair) => pair.id !== id));
  }

  protected typeExtras(text: string): void {
    this.extras.set(text);
    this.changed.emit({ ...this.question(), extras: linesOf(text) });
  }

  private give(pairs: Pair[]): void {
    this.changed.emit({ ...this.question(), pairs });
  }
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().slice(0, 500));
  return lines.filter((line) => line !== '').slice(0, 30);
}
