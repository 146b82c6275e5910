import type { ErrorHandler } from '@angular/core';
import { Injector, Service, inject } from '@angular/core';
import { HttpErrorResponse } from '@angular/common/http';
import { Router } from '@angular/router';
import { toApiFailure } from './api';
import { isChunkFailure } from './chunk-failure';
import { LastFailure } from './last-failure';

/**
 * The last catch. What failed is on the console for whoever looks; the reader gets the error page. Failed calls have
 * had their toast already and do not tear the page down.
 */
@Service()
export class GlobalErrorHandler implements ErrorHandler {
  private readonly injector = inject(Injector);
  private readonly last = inject(LastFailure);

  handleError(error: unknown): void {
    console.error(error);
    const cause = unwrap(error);
    if (cause instanceof HttpErrorResponse) return;
    this.last.remember({ kind: isChunkFailure(cause) ? 'chunk' : 'unexpected', failure: toApiFailure(cause) });
    // The router is looked up late: it may be what is being built when the first error comes.
    void this.injector.get(Router).navigateByUrl('/error', { skipLocationChange: true });
  }
}

function unwrap(error: unknown): unknown {
  if (error instanceof Error && 'rejection' in error) return error.rejection;
  return error;
}
