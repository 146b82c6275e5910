import { Service, signal } from '@angular/core';
import type { ApiFailure } from './api';

export interface PageFailure {
  /** `chunk`: a part of the app did not load; `unreachable`: the server did not answer; else the app broke. */
  readonly kind: 'chunk' | 'unreachable' | 'unexpected';
  readonly failure: ApiFailure;
}

/** What the error page is about. */
@Service()
export class LastFailure {
  private readonly state = signal<PageFailure | null>(null);
  readonly current = this.state.asReadonly();

  remember(failure: PageFailure): void {
    this.state.set(failure);
  }
}
