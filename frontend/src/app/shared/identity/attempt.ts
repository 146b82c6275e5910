import { Service, computed, inject, signal } from '@angular/core';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { FailureText } from '../../core/services/failure-text';

/** One thing that a page lets somebody do: whether it is under way, done, or went wrong. Provided by the page. */
@Service({ autoProvided: false })
export class Attempt {
  private readonly failureText = inject(FailureText);
  private readonly working = signal(false);
  private readonly finished = signal(false);
  private readonly refusal = signal<ApiFailure | null>(null);

  readonly busy = this.working.asReadonly();
  readonly done = this.finished.asReadonly();
  readonly failure = this.refusal.asReadonly();
  /** What went wrong, ready to show; empty where nothing did. */
  readonly error = computed(() => {
    const failure = this.refusal();
    return failure ? this.failureText.of(failure) : '';
  });

  /** Runs one at a time. Gives the failure, null where it went well. */
  async run(action: () => Promise<unknown>): Promise<ApiFailure | null> {
    if (this.working()) return null;
    this.working.set(true);
    this.refusal.set(null);
    try {
      await action();
      this.finished.set(true);
    } catch (error) {
      this.refusal.set(toApiFailure(error));
    }
    this.working.set(false);
    return this.refusal();
  }

  /** Takes a failure back that is shown elsewhere, such as at a field. */
  dismiss(): void {
    this.refusal.set(null);
  }

  /** Begins anew. */
  reset(): void {
    this.refusal.set(null);
    this.finished.set(false);
  }
}
