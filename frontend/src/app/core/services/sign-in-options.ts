import { Service, inject, signal } from '@angular/core';
import type { SignInOptions } from '@classy-book/contracts/account';
import { SignInOptionsClient } from './sign-in-options-client';

/** What this installation offers to those who come: ways to sign in, and who may make an account. Asked for once. */
@Service()
export class SignInOptionsService {
  private readonly client = inject(SignInOptionsClient);
  private readonly known = signal<SignInOptions | null>(null);
  private readonly missed = signal(false);
  private loading: Promise<void> | null = null;

  /** Null until the server has told; what is not known is not offered. */
  readonly options = this.known.asReadonly();
  /** True where the server did not tell. */
  readonly failed = this.missed.asReadonly();

  /** Never rejects: without it a password still signs in. */
  load(): Promise<void> {
    this.loading ??= this.ask().finally(() => {
      if (this.known() === null) this.loading = null;
    });
    return this.loading;
  }

  private async ask(): Promise<void> {
    this.missed.set(false);
    try {
      this.known.set(await this.client.ask());
    } catch {
      this.missed.set(true);
    }
  }
}
