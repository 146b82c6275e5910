import { Component, computed, input, output } from '@angular/core';
import type { QuizIntro } from '@classy-book/contracts/quiz-attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { LessonText } from '../../lesson/lesson-text';
import { CountPipe, FullTimePipe } from '../../texts/format-pipes';
import { PluralPipe } from '../../texts/plural-pipe';
import { PercentPipe } from '../../texts/percent-pipe';

/** What stands before a quiz: its rules, the attempts so far, and the way in. */
@Component({
  selector: 'app-quiz-rules',
  imports: [CountPipe, FullTimePipe, LessonText, PercentPipe, PluralPipe, TranslocoPipe],
  templateUrl: './quiz-rules.html',
  styleUrl: './quiz-rules.css',
})
export class QuizRules {
  readonly intro = input.required<QuizIntro>();
  readonly language = input('');
  /** True while the start is on its way. */
  readonly working = input(false);
  readonly started = output();
  readonly opened = output<string>();

  protected readonly running = computed(() => this.intro().attempts.find(({ state }) => state === 'in_progress'));
  protected readonly past = computed(() =>
    this.intro()
      .attempts.filter(({ state }) => state !== 'in_progress')
      .reverse(),
  );
  /** Minutes with the extra time of the reader. */
  protected readonly minutes = computed(() => {
    const { timeLimit, extraTime } = this.intro();
    return timeLimit === null ? null : Math.round(timeLimit * (1 + extraTime / 100));
  });

  protected start(): void {
    if (!this.working()) this.started.emit();
  }
}
