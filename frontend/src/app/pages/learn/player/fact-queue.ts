import { DOCUMENT, DestroyRef, Service, computed, inject, signal } from '@angular/core';
import type { LessonProgress } from '@classy-book/contracts/learn';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { Preferences } from '../../../core/services/preferences';
import { factsFrom, joined, keyOf, type Fact } from './pending-facts';
import { PlayerClient } from './player-client';

const FIRST_RETRY_MS = 3_000;
const LAST_RETRY_MS = 60_000;

/**
 * Tells the server what a learner did, in its order. What cannot be told for now waits, in this browser also beyond the
 * page, and is tried again by itself; what the server refuses is dropped. Provided by the page.
 */
@Service({ autoProvided: false })
export class FactQueue {
  private readonly client = inject(PlayerClient);
  private readonly preferences = inject(Preferences);
  private readonly name = `untold-${inject(AuthService).user()?.id ?? 'nobody'}`;
  private readonly waiting = signal<readonly Fact[]>([]);
  private readonly lost = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pause = FIRST_RETRY_MS;
  private sending: Promise<void> | null = null;

  readonly pending = this.waiting.asReadonly();
  /** True while the server cannot be told. */
  readonly offline = computed(() => this.lost() && this.waiting().length > 0);
  /** What the server made of a fact. */
  onTold: (fact: Fact, progress: LessonProgress) => void = () => undefined;
  onRefused: (fact: Fact, failure: ApiFailure) => void = () => undefined;

  constructor() {
    const view = inject(DOCUMENT).defaultView;
    const retry = (): void => {
      void this.send();
    };
    view?.addEventListener('online', retry);
    inject(DestroyRef).onDestroy(() => {
      view?.removeEventListener('online', retry);
      clearTimeout(this.timer);
    });
    this.add(factsFrom(this.preferences.read(this.name)));
  }

  /** Tells a fact as soon as possible. */
  tell(fact: Fact): void {
    this.add([fact]);
  }

  /** Tries now what waits. Resolves when all of it was told, or nothing answers. */
  async send(): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
    });
    await this.sending;
  }

  private add(facts: readonly Fact[]): void {
    if (facts.length === 0) return;
    this.waiting.update((waiting) => joined(waiting, facts));
    this.keep();
    if (!this.lost()) void this.send();
  }

  private async sendAll(): Promise<void> {
    for (let fact = this.waiting()[0]; fact; fact = this.waiting()[0]) {
      try {
        const progress = await this.client.tell(fact);
        this.settle(fact);
        this.onTold(fact, progress);
      } catch (error) {
        const failure = toApiFailure(error);
        if (mayWorkLater(failure)) {
          this.later();
          return;
        }
        this.settle(fact);
        this.onRefused(fact, failure);
      }
    }
    this.lost.set(false);
    this.pause = FIRST_RETRY_MS;
  }

  /** A fact that grew while it was told stays for the next time. */
  private settle(told: Fact): void {
    this.waiting.update((waiting) => waiting.filter((fact) => fact !== told));
    this.lost.set(false);
    this.keep(told);
  }

  private later(): void {
    this.lost.set(true);
    this.timer = setTimeout(() => {
      void this.send();
    }, this.pause);
    this.pause = Math.min(LAST_RETRY_MS, this.pause * 2);
  }

  /** Other tabs keep theirs under the same name. */
  private keep(told?: Fact): void {
    const mine = new Set(this.waiting().map(keyOf));
    const others = factsFrom(this.preferences.read(this.name)).filter(
      (fact) => !mine.has(keyOf(fact)) && (told === undefined || keyOf(fact) !== keyOf(told)),
    );
    const all = joined(others, this.waiting());
    this.preferences.write(this.name, all.length === 0 ? null : JSON.stringify(all));
  }
}

/** Nothing answered, the server has a bad moment, or the session has to be renewed first. */
function mayWorkLater({ status, code }: ApiFailure): boolean {
  return status === 0 || status >= 500 || status === 429 || code === 'UNAUTHENTICATED' || code === 'SESSION_ENDED';
}
