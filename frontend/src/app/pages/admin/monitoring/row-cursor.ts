import { Service, computed, inject, signal } from '@angular/core';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { AttemptsStore } from './attempts-store';

/** The row that the keyboard stands on. It is remembered by its attempt: rows move, attempts do not. */
@Service({ autoProvided: false })
export class RowCursor {
  private readonly attempts = inject(AttemptsStore);
  private readonly current = signal<string | null>(null);

  readonly id = this.current.asReadonly();
  readonly index = computed(() => this.attempts.shown().findIndex((attempt) => attempt.id === this.current()));
  readonly attempt = computed<LoginAttempt | null>(() => this.attempts.shown()[this.index()] ?? null);

  /** Steps down or up and gives the new place; the first step stands on the first row. Null where there are no rows. */
  step(by: 1 | -1): number | null {
    const rows = this.attempts.shown();
    if (rows.length === 0) return null;
    const index = this.index() < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, this.index() + by));
    this.current.set(rows[index]?.id ?? null);
    return index;
  }

  stand(attempt: LoginAttempt): void {
    this.current.set(attempt.id);
  }
}
