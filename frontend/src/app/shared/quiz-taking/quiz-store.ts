import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { QuizAnswer, QuizAttempt } from '@classy-book/contracts/quiz-attempts';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { ServerClock } from '../../core/services/server-clock';
import { Ticker } from '../../core/services/ticker';
import { AnswerQueue } from './answer-queue';
import { QuizClient, type QuizAddress } from './quiz-client';

/** What the panel shows: the rules, the questions, the look back before handing in, or a result. */
export type QuizView = 'intro' | 'questions' | 'review' | 'result';

const LATE_MS = 1_500;

/** A quiz as it is taken. Provided by the panel. */
@Service({ autoProvided: false })
export class QuizStore {
  private readonly client = inject(QuizClient);
  private readonly clock = inject(ServerClock);
  private readonly ticker = inject(Ticker);
  readonly queue = inject(AnswerQueue);

  private readonly address = signal<QuizAddress | null>(null);
  private readonly current = signal<QuizAttempt | null>(null);
  private readonly mode = signal<QuizView>('intro');
  private readonly busy = signal(false);
  private readonly problem = signal<ApiFailure | null>(null);
  private readonly resource = this.client.intro(() => this.address() ?? { course: '-', lessonId: '-', blockId: '-' });
  private resumed = false;
  private closing = false;

  readonly attempt = this.current.asReadonly();
  readonly view = this.mode.asReadonly();
  readonly working = this.busy.asReadonly();
  /** Why the last thing that was asked for did not work. */
  readonly failure = this.problem.asReadonly();
  readonly intro = computed(() => (this.resource.hasValue() ? this.resource.value() : null));
  readonly introFailure = computed(() => {
    const error = this.resource.error();
    return error === undefined ? null : toApiFailure(error);
  });
  /** Seconds to the deadline on the server's clock; null where there is none. */
  readonly secondsLeft = computed(() => {
    this.ticker.beat();
    const attempt = this.current();
    if (attempt?.state !== 'in_progress' || attempt.deadlineAt === null) return null;
    return this.clock.secondsUntil(attempt.deadlineAt);
  });
  /** The question to bring on the screen after coming back. */
  readonly returnTo = signal<string | null>(null);
  /** Grows with each result that is new. */
  readonly results = signal(0);

  constructor() {
    this.queue.onSaved = ({ deadlineAt }) => {
      this.current.update((attempt) => (attempt === null ? null : { ...attempt, deadlineAt }));
    };
    this.queue.onEnded = () => {
      void this.look();
    };
    effect(() => {
      const intro = this.intro();
      if (intro !== null)
        untracked(() => {
          this.resume(intro.attempts);
        });
    });
    effect(() => {
      if (this.secondsLeft() === 0)
        untracked(() => {
          this.expire();
        });
    });
  }

  open(address: QuizAddress): void {
    this.resumed = false;
    this.current.set(null);
    this.mode.set('intro');
    this.address.set(address);
  }

  reload(): void {
    this.resource.reload();
  }

  async start(): Promise<void> {
    const address = this.address();
    if (address !== null)
      await this.run(async () => {
        this.take(await this.client.start(address));
      });
  }

  /** Shows an attempt: goes on with it, or its result. */
  async show(id: string): Promise<void> {
    await this.run(async () => {
      this.take(await this.client.read(id));
    });
  }

  write(questionId: string, answer: QuizAnswer): void {
    this.queue.visit(questionId);
    this.queue.write(questionId, answer);
  }

  review(): void {
    this.mode.set('review');
    void this.queue.send();
  }

  backToQuestions(): void {
    this.mode.set('questions');
  }

  backToIntro(): void {
    this.mode.set('intro');
    this.current.set(null);
    this.resource.reload();
  }

  /** Hands in what was answered. All of it has to be with the server first. */
  async submit(): Promise<void> {
    const attempt = this.current();
    if (attempt === null) return;
    await this.run(async () => {
      await this.queue.send();
      if (this.queue.unsaved() > 0 || this.current()?.state !== 'in_progress') return;
      this.take(await this.client.submit(attempt.id));
    });
  }

  private resume(attempts: readonly { id: string; state: QuizAttempt['state'] }[]): void {
    const running = attempts.find(({ state }) => state === 'in_progress');
    if (this.resumed || running === undefined || this.current() !== null) return;
    this.resumed = true;
    void this.show(running.id);
  }

  private take(attempt: QuizAttempt): void {
    const wasRunning = this.current()?.state === 'in_progress';
    this.current.set(attempt);
    if (attempt.state === 'in_progress') {
      this.closing = false;
      this.returnTo.set(this.queue.begin(attempt));
      this.mode.set('questions');
      return;
    }
    this.queue.forget();
    this.mode.set('result');
    if (wasRunning) {
      this.results.update((count) => count + 1);
      this.resource.reload();
    }
  }

  /** The attempt was closed elsewhere: shows what became of it. */
  private async look(): Promise<void> {
    const attempt = this.current();
    if (attempt !== null) await this.show(attempt.id);
  }

  // what was answered in the last second goes first; the server takes it for some seconds
  private expire(): void {
    if (this.closing) return;
    this.closing = true;
    void this.queue.send().then(async () => {
      await new Promise((resolve) => setTimeout(resolve, LATE_MS));
      const attempt = this.current();
      if (attempt?.state !== 'in_progress') return;
      await this.run(async () => {
        this.take(await this.client.submit(attempt.id));
      });
      if (this.current()?.state === 'in_progress') this.closing = false;
    });
  }

  private async run(work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      await work();
    } catch (error) {
      this.problem.set(toApiFailure(error));
    } finally {
      this.busy.set(false);
    }
  }
}
