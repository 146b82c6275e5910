import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { InjectionToken, Service, inject } from '@angular/core';
import { UPLOADS_PATH, UPLOAD_CHUNK_BYTES } from '@classy-book/contracts/file-uploads';
import { Observable, catchError, defer, from, switchMap, tap, throwError, timeout } from 'rxjs';
import type { DetailedError, HttpRequest, Upload } from 'tus-js-client';
import { ApiFailure, apiUrl, toApiFailure } from '../../core/services/api';
import { AuthService } from '../../core/services/auth';
import { ServerClock } from '../../core/services/server-clock';
import { type BytesSent, type UploadTarget, detailsOf } from './upload-client';

/** What is told of a file that goes in pieces: first under which id, then how far it is. It completes with the last byte. */
export type SentInPieces = BytesSent | { readonly kind: 'begun'; readonly uploadId: string };

interface Tus {
  readonly Upload: typeof Upload;
}

/** tus-js-client, fetched when the first large file is sent. */
export const LOAD_TUS = new InjectionToken<() => Promise<Tus>>('tus-js-client', {
  providedIn: 'root',
  factory: () => () => import('tus-js-client'),
});

const ENDPOINT = apiUrl(UPLOADS_PATH);
/** A line that carries nothing for so long is dead, whatever the browser says. */
const STALL_MS = 60_000;
/** A token with less left than this would end before a piece has arrived. */
const TOKEN_SECONDS = 20;

/**
 * Brings a file to the server in pieces, by the tus protocol. One subscription is one go: it fails where the line breaks,
 * and another one with the id of the upload goes on with what is missing.
 */
@Service()
export class PiecesClient {
  private readonly auth = inject(AuthService);
  private readonly clock = inject(ServerClock);
  private readonly load = inject(LOAD_TUS);

  /**
   * Sends what the server does not have. Whoever unsubscribes stops it; what has arrived stays. A token that has ended is
   * renewed once.
   * @param uploadId null for a new upload
   * @throws ApiFailure as the server said it; `unreachable` where the connection broke; 404 or 410 for an upload that is no more
   */
  send(file: File, target: UploadTarget, uploadId: string | null): Observable<SentInPieces> {
    return defer(() => {
      let id = uploadId;
      const go = defer(() => this.go(file, target, id)).pipe(
        tap((news) => {
          if (news.kind === 'begun') id = news.uploadId;
        }),
        timeout({ each: STALL_MS, with: () => throwError(unanswered) }),
      );
      return go.pipe(
        catchError((error: unknown) => {
          const failure = toApiFailure(error);
          return failure.status === 401
            ? from(this.renew(failure)).pipe(switchMap(() => go))
            : throwError(() => failure);
        }),
      );
    });
  }

  private go(file: File, target: UploadTarget, uploadId: string | null): Observable<SentInPieces> {
    return from(this.load()).pipe(
      switchMap(
        ({ Upload }) =>
          new Observable<SentInPieces>((reader) => {
            const upload = new Upload(file, {
              // without an endpoint an upload that cannot be looked at fails, and does not begin anew
              ...(uploadId === null
                ? { endpoint: ENDPOINT }
                : { endpoint: null, uploadUrl: `${ENDPOINT}/${uploadId}` }),
              metadata: detailsOf(file, target),
              chunkSize: UPLOAD_CHUNK_BYTES,
              // what is tried again, and when, is for who subscribes to say; what is there, the server knows
              retryDelays: null,
              storeFingerprintForResuming: false,
              onBeforeRequest: async (request) => {
                await this.sign(request);
                // it was stopped while the token was renewed: an XMLHttpRequest that is not sent yet cannot be aborted
                if (reader.closed) throw new Error('stopped');
              },
              onUploadUrlAvailable: () => {
                const id = upload.url?.split('/').at(-1) ?? '';
                // the token goes to this origin, whatever address was answered
                upload.url = `${ENDPOINT}/${id}`;
                reader.next({ kind: 'begun', uploadId: id });
              },
              onProgress: (sent) => {
                reader.next({ kind: 'sent', sent });
              },
              onError: (error) => {
                reader.error(failureOf(error));
              },
              onSuccess: () => {
                reader.complete();
              },
            });
            const lost = () => {
              reader.error(unanswered());
            };
            window.addEventListener('offline', lost);
            upload.start();
            return () => {
              window.removeEventListener('offline', lost);
              void upload.abort();
            };
          }),
      ),
    );
  }

  private async renew(failure: ApiFailure): Promise<void> {
    if ((await this.auth.renew()) !== null) return;
    // a refresh that nobody answered says nothing of the session
    throw this.auth.restoreFailure()?.unreachable === true ? unanswered() : failure;
  }

  /** What the interceptors do for other calls. */
  private async sign(request: HttpRequest): Promise<void> {
    const end = this.auth.accessTokenExpiresAt();
    const endsSoon = end !== null && this.clock.secondsUntil(end) < TOKEN_SECONDS;
    const token = (endsSoon ? await this.auth.renew() : null) ?? this.auth.accessToken();
    if (token !== null) request.setHeader('Authorization', `Bearer ${token}`);
    request.setHeader('X-Request-Id', crypto.randomUUID());
  }
}

/** Nothing answered: see `ApiFailure.unreachable`. */
function unanswered(): ApiFailure {
  return new ApiFailure({ code: 'SERVICE_UNAVAILABLE', message: 'The server did not answer.', status: 0 });
}

function failureOf(error: Error | DetailedError): ApiFailure {
  if (!('originalRequest' in error)) return toApiFailure(error);
  const answer = error.originalResponse;
  if (answer === null) return unanswered();
  const requestId = answer.getHeader('X-Request-Id');
  const headers = new HttpHeaders(requestId === undefined ? {} : { 'X-Request-Id': requestId });
  return toApiFailure(new HttpErrorResponse({ status: answer.getStatus(), error: answer.getBody(), headers }));
}
