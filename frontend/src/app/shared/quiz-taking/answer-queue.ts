import { DOCUMENT, DestroyRef, Service, computed, inject, signal } from '@angular/core';
import type { QuizAnswer, QuizAttempt, SavedAnswer } from '@classy-book/contracts/quiz-attempts';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { Preferences } from '../../core/services/preferences';
import { keptFrom, merged, toKept, type KeptAnswer } from './kept-answers';
import { QuizClient } from './quiz-client';

const TYPING_MS = 700;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 20_000;

/** How an answer stands: nothing there, on its way, kept here until the connection is back, or with the server. */
export type AnswerState = 'none' | 'saving' | 'waiting' | 'saved' | 'refused';

/**
 * The answers of the attempt that is being taken. Each change goes to the server; what cannot go now is kept in this browser,
 * also beyond the page, and goes in its order when the connection is back. Provided by the panel.
 */
@Service({ autoProvided: false })
export class AnswerQueue {
  private readonly client = inject(QuizClient);
  private readonly preferences = inject(Preferences);
  private readonly kept = signal<readonly KeptAnswer[]>([]);
  private readonly refused = signal<ReadonlySet<string>>(new Set());
  private readonly lost = signal(false);
  private attemptId: string | null = null;
  private question: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pause = FIRST_RETRY_MS;
  private sending: Promise<void> | null = null;

  readonly answers = computed(() => new Map(this.kept().map(({ questionId, answer }) => [questionId, answer])));
  readonly unsaved = computed(() => this.kept().filter(({ saved }) => !saved).length);
  /** True while the server does not answer. */
  readonly offline = this.lost.asReadonly();
  /** What the server says to a saved answer: the deadline may have moved. */
  onSaved: (saved: SavedAnswer) => void = () => undefined;
  /** The attempt was closed meanwhile, or may not be gone on with. */
  onEnded: (failure: ApiFailure) => void = () => undefined;

  constructor() {
    const view = inject(DOCUMENT).defaultView;
    const retry = (): void => {
      void this.send();
    };
    view?.addEventListener('online', retry);
    inject(DestroyRef).onDestroy(() => {
      view?.removeEventListener('online', retry);
      void this.send();
      this.stop();
    });
  }

  /** Takes up an attempt; answers the question that was worked on last in this browser. */
  begin({ id, answers }: Pick<QuizAttempt, 'id' | 'answers'>): string | null {
    this.stop();
    const { question, answers: own } = keptFrom(this.preferences.read(nameOf(id)));
    const stored = answers.map((answer) => ({ ...answer, saved: true }));
    this.attemptId = id;
    this.question = question;
    this.kept.set(merged(stored, own));
    this.refused.set(new Set());
    void this.send();
    return question;
  }

  /** Notes an answer. What is typed waits for a pause; a choice goes at once. */
  write(questionId: string, answer: QuizAnswer): void {
    const revision = (this.kept().find((one) => one.questionId === questionId)?.revision ?? 0) + 1;
    // what changed last goes last
    const others = this.kept().filter((one) => one.questionId !== questionId);
    this.kept.set([...others, { questionId, revision, answer, saved: false }]);
    this.refused.update((refused) => new Set([...refused].filter((id) => id !== questionId)));
    this.keep();
    if (this.lost()) return;
    if (answer.type === 'short' || answer.type === 'numerical' || answer.type === 'essay') this.later(TYPING_MS);
    else void this.send();
  }

  /** Remembers where one is. */
  visit(questionId: string): void {
    if (this.question === questionId) return;
    this.question = questionId;
    this.keep();
  }

  stateOf(questionId: string): AnswerState {
    const answer = this.kept().find((one) => one.questionId === questionId);
    if (this.refused().has(questionId)) return 'refused';
    if (answer === undefined) return 'none';
    if (answer.saved) return 'saved';
    return this.lost() ? 'waiting' : 'saving';
  }

  /** Sends what waits. Resolves when all of it is saved, or nothing answers. */
  async send(): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
    });
    await this.sending;
  }

  /** Forgets the attempt, once it is handed in. */
  forget(): void {
    if (this.attemptId !== null) this.preferences.write(nameOf(this.attemptId), null);
    this.stop();
    this.attemptId = null;
    this.kept.set([]);
  }

  private async sendAll(): Promise<void> {
    const id = this.attemptId;
    for (let next = this.next(); next !== undefined && id !== null && id === this.attemptId; next = this.next()) {
      const { questionId, revision, answer } = next;
      try {
        const saved = await this.client.save(id, questionId, { revision, answer });
        this.settle(questionId, Math.max(revision, saved.revision));
        this.lost.set(false);
        this.pause = FIRST_RETRY_MS;
        this.onSaved(saved);
      } catch (error) {
        const failure = toApiFailure(error);
        if (mayWorkLater(failure)) {
          this.lost.set(true);
          this.later(this.pause);
          this.pause = Math.min(LAST_RETRY_MS, this.pause * 2);
          return;
        }
        if (failure.code !== 'VALIDATION_FAILED') {
          this.onEnded(failure);
          return;
        }
        this.refused.update((refused) => new Set([...refused, questionId]));
        this.settle(questionId, revision);
      }
    }
    if (id === this.attemptId) this.lost.set(false);
  }

  private next(): KeptAnswer | undefined {
    return this.kept().find(({ saved }) => !saved);
  }

  // one that was changed while it was on its way stays unsaved
  private settle(questionId: string, revision: number): void {
    this.kept.update((kept) =>
      kept.map((one) => (one.questionId === questionId && one.revision <= revision ? { ...one, saved: true } : one)),
    );
    this.keep();
  }

  private keep(): void {
    if (this.attemptId === null) return;
    const kept = toKept({ question: this.question, answers: this.kept() });
    this.preferences.write(nameOf(this.attemptId), kept);
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.send();
    }, ms);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.lost.set(false);
    this.pause = FIRST_RETRY_MS;
  }
}

function nameOf(attemptId: string): string {
  return `quiz-${attemptId}`;
}

/** Nothing answered, the server has a bad moment, or the session has to be renewed first. */
function mayWorkLater({ status, code }: ApiFailure): boolean {
  return status === 0 || status >= 500 || status === 429 || code === 'UNAUTHENTICATED' || code === 'SESSION_ENDED';
}
