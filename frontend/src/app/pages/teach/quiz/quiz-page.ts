import { CdkDrag, CdkDropList, type CdkDragDrop } from '@angular/cdk/drag-drop';
import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { questionTypes, type QuizDraft } from '@classy-book/contracts/quizzes';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../../core/services/failure-text';
import { I18nService } from '../../../core/services/i18n';
import { LoadState } from '../../../shared/account/load-state';
import { Banner } from '../../../shared/components/banner/banner';
import { Icon } from '../../../shared/components/icon/icon';
import { Menu, MenuItem } from '../../../shared/components/menu/menu';
import type { Leavable } from '../../../shared/guards/leave-guard';
import { CourseTabs } from '../../../shared/teach/course-tabs';
import { Leaving, guardUnload } from '../../../shared/teach/leaving';
import { SaveStateLine } from '../../../shared/teach/save-state';
import { PluralPipe } from '../../../shared/texts/plural-pipe';
import { QuestionCard } from './parts/question-card';
import { QuizSettings } from './parts/quiz-settings';
import { QuizActions } from './quiz-actions';
import { pointsOf, setQuestion } from './quiz-draft';
import { QuizStore } from './quiz-store';

/** A quiz while its teachers write it. It is published with its lesson. */
@Component({
  selector: 'app-quiz-page',
  imports: [
    Banner,
    CdkDrag,
    CdkDropList,
    CourseTabs,
    Icon,
    LoadState,
    Menu,
    MenuItem,
    PluralPipe,
    QuestionCard,
    QuizSettings,
    RouterLink,
    SaveStateLine,
    TranslocoDirective,
  ],
  providers: [provideTranslocoScope('desk', 'teach', 'account', 'quiz'), QuizActions, QuizStore],
  templateUrl: './quiz-page.html',
  styleUrls: ['../../../shared/teach/teach-page.css', './quiz-page.css'],
})
export default class QuizPage implements Leavable {
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly leaving = inject(Leaving);
  protected readonly actions = inject(QuizActions);
  protected readonly store = inject(QuizStore);
  /** The id of the course, from the address. */
  readonly course = input.required<string>();
  /** The id of the quiz, from the address. */
  readonly quiz = input.required<string>();
  /** The lesson that somebody came from, from the address. */
  readonly lesson = input<string>();
  protected readonly types = questionTypes;
  protected readonly known = computed(() => {
    const known = this.store.quiz();
    return known?.id === this.quiz() ? known : null;
  });
  protected readonly points = computed(() => pointsOf(this.store.draft() ?? { questions: [] }));
  protected readonly lessonId = computed(() => this.lesson() ?? this.known()?.lessonId ?? null);
  /** The lesson in which it can be tried out as learners have it; null before it is published. */
  protected readonly tryOut = computed(() =>
    this.store.standing() === 'never' ? null : (this.known()?.lessonId ?? null),
  );
  protected readonly conflict = computed(() => {
    const state = this.store.autosave.state();
    if (state.kind !== 'conflict') return null;
    return { name: state.theirs.savedBy, time: this.i18n.time(state.theirs.savedAt).slice(0, 5) };
  });
  protected readonly copyTime = computed(() => this.i18n.time(this.store.copy()?.at ?? new Date()).slice(0, 5));
  protected readonly why = computed(() => {
    const state = this.store.autosave.state();
    return state.kind === 'refused' ? this.failureText.of(state.failure) : '';
  });

  constructor() {
    effect(() => {
      this.store.open(this.quiz());
    });
    guardUnload(() => this.store.autosave.unsaved());
  }

  async mayLeave(): Promise<boolean> {
    return await this.leaving.allow(await this.store.autosave.flush());
  }

  protected set(change: Partial<QuizDraft>): void {
    this.store.edit((draft) => ({ ...draft, ...change }));
  }

  protected setQuestion(question: QuizDraft['questions'][number]): void {
    this.store.edit((draft) => setQuestion(draft, question));
  }

  protected dropped({ item, currentIndex }: CdkDragDrop<unknown, unknown, string>): void {
    this.actions.move(item.data, currentIndex);
  }
}
