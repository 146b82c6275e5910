import type { HttpEvent, HttpHandlerFn, HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import { HttpErrorResponse, HttpEventType } from '@angular/common/http';
import { Injector, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { catchError, from, switchMap, tap, throwError } from 'rxjs';
import type { ApiFailure } from '../../core/services/api';
import { toApiFailure } from '../../core/services/api';
import { AuthService } from '../../core/services/auth';
import { CsrfToken } from '../../core/services/csrf';
import { ANONYMOUS, COOKIE_BOUND, QUIET } from '../../core/services/http-context';
import { ServerClock } from '../../core/services/server-clock';
import { StepUpService } from '../../core/services/step-up';
import { ToastService } from '../../core/services/toasts';

const API = '/api/v1/';

function isApi(request: HttpRequest<unknown>): boolean {
  return request.url.startsWith(API);
}

/** Gives every call an id that the server's log carries too, so that a failure that a reader reports can be found. */
export const requestIdInterceptor: HttpInterceptorFn = (request, next) =>
  isApi(request) ? next(request.clone({ setHeaders: { 'X-Request-Id': crypto.randomUUID() } })) : next(request);

/** Keeps the server's clock in sight: every answer carries its time. */
export const serverClockInterceptor: HttpInterceptorFn = (request, next) => {
  if (!isApi(request)) return next(request);
  const clock = inject(ServerClock);
  return next(request).pipe(
    tap({
      next: (event) => {
        if (event.type === HttpEventType.Response) clock.observe(event.headers.get('Date'));
      },
      error: (error: unknown) => {
        if (error instanceof HttpErrorResponse) clock.observe(error.headers.get('Date'));
      },
    }),
  );
};

/** The refusals that a new access token can cure. Others answer 401 too, such as a wrong code: repeating them would count twice. */
function needsToken(failure: ApiFailure): boolean {
  return failure.status === 401 && (failure.code === 'UNAUTHENTICATED' || failure.code === 'SESSION_ENDED');
}

/**
 * Says what went wrong, once, unless the caller shows it itself (`QUIET`). The end of a session is no toast, because the
 * sign-in page that follows says it; neither is a step-up that is being asked for.
 */
export const failureToastInterceptor: HttpInterceptorFn = (request, next) => {
  if (!isApi(request) || request.context.get(QUIET)) return next(request);
  const toasts = inject(ToastService);
  const stepUp = inject(StepUpService);
  return next(request).pipe(
    tap({
      error: (error: unknown) => {
        const failure = toApiFailure(error);
        if (failure.code === 'STEP_UP_REQUIRED' && stepUp.answering) return;
        if (!needsToken(failure)) toasts.showFailure(failure);
      },
    }),
  );
};

/** Adds the CSRF token on the routes that a cookie authenticates; fetches one where there is none or it was refused. */
export const csrfInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.context.get(COOKIE_BOUND)) return next(request);
  // Looked up late: renewing is a call through these interceptors itself.
  const injector = inject(Injector);
  const renew = (): Observable<string> => from(injector.get(CsrfToken).renew());
  const send = (token: string): Observable<HttpEvent<unknown>> =>
    next(request.clone({ setHeaders: { 'X-XSRF-TOKEN': token } }));
  const known = injector.get(CsrfToken).current();
  const first = known === null ? renew().pipe(switchMap(send)) : send(known);
  return first.pipe(
    catchError((error: unknown) =>
      toApiFailure(error).code === 'CSRF_FAILED' ? renew().pipe(switchMap(send)) : throwError(() => error),
    ),
  );
};

/**
 * Adds the access token. A call that is refused for it is repeated once with a fresh one; calls that fail side by side
 * wait for the same refresh.
 */
export const tokenInterceptor: HttpInterceptorFn = (request, next) => {
  if (!isApi(request) || request.context.get(ANONYMOUS)) return next(request);
  const auth = inject(AuthService);
  const sent = auth.accessToken();
  return sendWith(sent, request, next).pipe(
    catchError((error: unknown) => {
      if (sent === null || !needsToken(toApiFailure(error))) return throwError(() => error);
      const current = auth.accessToken();
      const fresh = current !== null && current !== sent ? Promise.resolve(current) : auth.renew();
      return from(fresh).pipe(
        switchMap((token) => (token === null ? throwError(() => error) : sendWith(token, request, next))),
      );
    }),
  );
};

function sendWith(
  token: string | null,
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
): Observable<HttpEvent<unknown>> {
  return next(token === null ? request : request.clone({ setHeaders: { Authorization: `Bearer ${token}` } }));
}
