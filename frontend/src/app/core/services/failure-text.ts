import { Service, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { ApiFailure } from './api';

/** Sentences for failures in the reader's language. The server's own sentence stands in where a code has none here. */
@Service()
export class FailureText {
  private readonly transloco = inject(TranslocoService);

  /** One or two sentences: what happened and what to do, with the request id where it is the server's fault. */
  of(failure: ApiFailure): string {
    if (failure.unreachable) return this.transloco.translate('errors.unreachable');
    const key = `errors.${failure.code}`;
    const known = key in this.transloco.getTranslation(this.transloco.getActiveLang());
    const sentence = known ? this.transloco.translate(key) : failure.message;
    if (failure.status < 500 || failure.requestId === null) return sentence;
    return `${sentence} ${this.transloco.translate('errors.reference', { id: failure.requestId })}`;
  }
}
