import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { FailureText } from '../../core/services/failure-text';
import { Banner } from '../components/banner/banner';
import { Skeleton } from '../components/skeleton/skeleton';
import { Texts } from '../texts/texts';
import { AnswerQueue } from './answer-queue';
import { isAnswered } from './kept-answers';
import { QuestionCard } from './parts/question-card';
import { QuizHead, type QuizStep } from './parts/quiz-head';
import { QuizOutcome } from './parts/quiz-outcome';
import { QuizReview } from './parts/quiz-review';
import { QuizRules } from './parts/quiz-rules';
import { QuizStore } from './quiz-store';

/** When the time that is left is said aloud, in seconds. */
const WARNINGS = [300, 60] as const;

/**
 * A quiz of a lesson, from its rules to its result. Answers are saved one by one; while nothing answers they are kept in this
 * browser. `changed` tells that an attempt was handed in: progress and grade are new.
 */
@Component({
  selector: 'app-quiz-panel',
  imports: [Banner, QuestionCard, QuizHead, QuizOutcome, QuizReview, QuizRules, Skeleton, TranslocoPipe],
  providers: [provideTranslocoScope('grades'), AnswerQueue, QuizStore],
  templateUrl: './quiz-panel.html',
  styleUrl: './quiz-panel.css',
})
export class QuizPanel {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly failureText = inject(FailureText);
  private readonly injector = inject(Injector);
  private readonly texts = inject(Texts);
  protected readonly store = inject(QuizStore);

  /** The slug or the id. */
  readonly course = input.required<string>();
  readonly lessonId = input.required<string>();
  readonly blockId = input.required<string>();
  /** Of the course: what teachers wrote is in it. */
  readonly language = input('');
  /** The reader teaches the course: whatever they try counts for nothing, which is said before they start. */
  readonly teacher = input(false);
  readonly changed = output();

  protected readonly questions = computed(() => {
    let number = 0;
    return (this.store.attempt()?.questions ?? []).map((question) => ({
      question,
      number: question.type === 'description' ? null : (number += 1),
    }));
  });
  protected readonly steps = computed<QuizStep[]>(() => {
    const answers = this.store.queue.answers();
    return this.questions().flatMap(({ question, number }) =>
      number === null ? [] : [{ id: question.id, number, answered: isAnswered(answers.get(question.id)) }],
    );
  });
  protected readonly answers = computed(() => {
    const attempt = this.store.attempt();
    if (attempt?.state === 'in_progress') return this.store.queue.answers();
    return new Map(attempt?.answers.map(({ questionId, answer }) => [questionId, answer]) ?? []);
  });
  protected readonly results = computed(
    () => new Map(this.store.attempt()?.result?.questions.map((result) => [result.questionId, result]) ?? []),
  );
  protected readonly problem = computed(() => {
    const failure = this.store.failure() ?? this.store.introFailure();
    return failure === null ? '' : this.failureText.of(failure);
  });
  /** Said politely; never every second. */
  protected readonly news = signal('');

  constructor() {
    effect(() => {
      const address = { course: this.course(), lessonId: this.lessonId(), blockId: this.blockId() };
      untracked(() => {
        this.store.open(address);
      });
    });
    effect(() => {
      if (this.store.results() > 0)
        untracked(() => {
          this.changed.emit();
        });
    });
    effect(() => {
      const seconds = this.store.secondsLeft();
      const warning = WARNINGS.find((limit) => limit === seconds);
      if (warning !== undefined)
        untracked(() => {
          this.news.set(this.texts.plural('grades.taking.warning', warning / 60));
        });
    });
    effect(() => {
      const offline = this.store.queue.offline();
      untracked(() => {
        this.news.set(offline ? this.texts.of('grades.taking.offline.heading') : '');
      });
    });
    effect(() => {
      const question = this.store.returnTo();
      if (question !== null)
        untracked(() => {
          this.bring(question, false);
        });
    });
  }

  protected async start(): Promise<void> {
    await this.store.start();
    if (this.store.view() === 'questions') this.focus('app-question-card h3');
  }

  protected async show(id: string): Promise<void> {
    await this.store.show(id);
    this.focus(this.store.view() === 'questions' ? 'app-question-card h3' : 'app-quiz-outcome h2');
  }

  protected review(): void {
    this.store.review();
    this.focus('app-quiz-review h2');
  }

  protected async submit(): Promise<void> {
    await this.store.submit();
    if (this.store.view() === 'result') this.focus('app-quiz-outcome h2');
  }

  protected leave(): void {
    this.store.backToIntro();
    this.focus('.begin');
  }

  /** Brings a question on the screen, and the focus to it. */
  protected bring(id: string, focus = true): void {
    this.store.backToQuestions();
    this.store.queue.visit(id);
    this.afterRender(() => {
      const heading = this.element.nativeElement.querySelector<HTMLElement>(`#question-${CSS.escape(id)}`);
      heading?.scrollIntoView({ block: 'start' });
      if (focus) heading?.focus({ preventScroll: true });
    });
  }

  private focus(selector: string): void {
    this.afterRender(() => {
      this.element.nativeElement.querySelector<HTMLElement>(selector)?.focus();
    });
  }

  private afterRender(work: () => void): void {
    afterNextRender({ write: work }, { injector: this.injector });
  }
}
