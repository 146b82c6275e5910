import { Service, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { ApiFailure } from './api';
import { clockText } from './duration';
import { ServerClock } from './server-clock';

/** Sentences for failures in the reader's language. The server's own sentence stands in where a code has none here. */
@Service()
export class FailureText {
  private readonly clock = inject(ServerClock);
  private readonly transloco = inject(TranslocoService);

  /** One or two sentences: what happened and what to do, with the request id where it is the server's fault. */
  of(failure: ApiFailure): string {
    if (failure.unreachable) return this.transloco.translate('errors.unreachable');
    const sentence = this.timed(failure) ?? this.plain(failure);
    if (failure.status < 500 || failure.requestId === null) return sentence;
    return `${sentence} ${this.transloco.translate('errors.reference', { id: failure.requestId })}`;
  }

  /** Where the end of a wait is known, the sentence names it. */
  private timed(failure: ApiFailure): string | null {
    const key = `errors.timed.${failure.code}`;
    const seconds = failure.retryAt === null ? 0 : this.clock.secondsUntil(failure.retryAt);
    return seconds > 0 && this.knows(key) ? this.transloco.translate(key, { wait: clockText(seconds) }) : null;
  }

  private plain(failure: ApiFailure): string {
    const key = `errors.${failure.code}`;
    return this.knows(key) ? this.transloco.translate(key) : failure.message;
  }

  private knows(key: string): boolean {
    return key in this.transloco.getTranslation(this.transloco.getActiveLang());
  }
}
