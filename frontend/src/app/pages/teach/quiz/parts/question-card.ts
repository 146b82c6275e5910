import { CdkDragHandle } from '@angular/cdk/drag-drop';
import { Component, computed, input, output } from '@angular/core';
import type { Question } from '@classy-book/contracts/quizzes';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../../shared/components/menu/menu';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import { plainOf, problemOf } from '../quiz-draft';
import { QuestionEditor } from './question-editor';

/** A question in the list: its head, and what is written in it where it is open. It must stand in an element with `cdkDrag`. */
@Component({
  selector: 'app-question-card',
  imports: [CdkDragHandle, Icon, Menu, MenuItem, PluralPipe, QuestionEditor, TranslocoPipe],
  templateUrl: './question-card.html',
  styleUrl: './question-card.css',
})
export class QuestionCard {
  readonly question = input.required<Question>();
  /** Its place, from 1. */
  readonly number = input.required<number>();
  readonly first = input(false);
  readonly last = input(false);
  readonly open = input(false);
  readonly lang = input<string | null>(null);
  readonly toggled = output();
  readonly changed = output<Question>();
  readonly stepped = output<1 | -1>();
  readonly duplicated = output();
  readonly removed = output();
  protected readonly summary = computed(() => {
    const { title, html } = this.question();
    return title === '' ? plainOf(html) : title;
  });
  protected readonly problem = computed(() => problemOf(this.question()));

  protected step(event: Event, by: 1 | -1): void {
    event.preventDefault();
    this.stepped.emit(by);
  }
}
