import { Service, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { JoinPreview } from '@classy-book/contracts/enrolments';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { FailureText } from '../../../core/services/failure-text';
import { AccountActions } from '../../../shared/account/account-actions';
import { JoinClient } from './join-client';

/** What a code or an invitation opens, and joining with it. Provided by the page. */
@Service({ autoProvided: false })
export class JoinStore {
  private readonly actions = inject(AccountActions);
  private readonly auth = inject(AuthService);
  private readonly client = inject(JoinClient);
  private readonly failureText = inject(FailureText);
  private readonly router = inject(Router);
  private readonly found = signal<JoinPreview | null>(null);
  private readonly failed = signal<ApiFailure | null>(null);
  private readonly working = signal(false);
  private reference: string | null = null;

  readonly preview = this.found.asReadonly();
  readonly busy = this.working.asReadonly();
  readonly problem = computed(() => {
    const failure = this.failed();
    return failure && this.failureText.of(failure);
  });
  /** The reference opens nothing: looking again would not help. */
  readonly wrong = computed(() =>
    ['TOKEN_INVALID', 'VALIDATION_FAILED', 'FORBIDDEN'].includes(this.failed()?.code ?? ''),
  );

  async look(reference: string): Promise<void> {
    this.reference = reference;
    this.found.set(null);
    await this.attempt(async () => {
      const preview = await this.client.look(reference);
      if (this.reference === reference) this.found.set(preview);
    });
  }

  async again(): Promise<void> {
    if (this.reference !== null) await this.look(this.reference);
  }

  async join(): Promise<void> {
    const { reference } = this;
    if (reference === null || this.working()) return;
    await this.attempt(async () => {
      const { slug } = await this.client.join(reference);
      this.actions.tell('people.join.joined');
      await this.router.navigate(['/learn', slug]);
    });
  }

  /** Signs out, so that another account can follow the invitation. */
  async switchAccount(): Promise<void> {
    const returnUrl = `/join/${this.reference ?? ''}`;
    await this.auth.logout();
    await this.router.navigate(['/login'], { queryParams: { returnUrl } });
  }

  private async attempt(call: () => Promise<void>): Promise<void> {
    this.working.set(true);
    this.failed.set(null);
    try {
      await call();
    } catch (error) {
      this.failed.set(toApiFailure(error));
    } finally {
      this.working.set(false);
    }
  }
}
