import { Service, inject } from '@angular/core';
import { SMALL_FILE_BYTES, type UploadStatus } from '@classy-book/contracts/file-uploads';
import type { FileInfo } from '@classy-book/contracts/files';
import {
  EMPTY,
  Observable,
  catchError,
  concat,
  defer,
  expand,
  from,
  fromEvent,
  map,
  of,
  race,
  retry,
  switchMap,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { ApiFailure, toApiFailure } from '../../core/services/api';
import { ServerClock } from '../../core/services/server-clock';
import { FileHash } from './file-hash';
import { PiecesClient } from './pieces-client';
import { type BytesSent, UploadClient, type UploadTarget } from './upload-client';

/** What an upload waits for that goes on by itself. */
export type WaitingFor = 'connection' | 'server' | 'scanner' | 'storage';

/** What is told of a file on its way. The last one is `done`. */
export type UploadNews =
  | BytesSent
  | { readonly kind: 'begun'; readonly uploadId: string }
  | { readonly kind: 'held'; readonly waitingFor: 'connection' | 'server' }
  | { readonly kind: 'checking'; readonly waitingFor: 'scanner' | 'storage' | null }
  | { readonly kind: 'done'; readonly file: FileInfo };

/** A file to bring, and what is known of it at the server. It is written to, so that a second go begins where the first ended. */
export interface Parcel {
  readonly target: UploadTarget;
  /** Null for one of which all bytes have arrived. */
  readonly file: File | null;
  uploadId: string | null;
  /** All bytes are at the server. */
  arrived: boolean;
  sha256: Promise<string | null> | null;
  readonly given: AbortController;
}

/** The file on the disk is not the one that was chosen any more. */
export class FileGone extends Error {}

/** The server has other bytes than those of the file: what went on was begun with another one. */
export class OtherBytes extends Error {}

/** How often a server that refuses for the moment is asked again, where nothing moves on in between. */
const TRIES = 6;
const [SHORTEST_MS, LONGEST_MS] = [1_000, 30_000];
/** Answers that may be others in a moment: overload, a lock that another connection holds, a part of the server that is away. */
const FOR_THE_MOMENT = [408, 409, 423, 429, 500, 502, 503, 504];

/** True for what goes in one request: it cannot be paused, and is lost where the page is left. */
export function goesAtOnce({ file, uploadId }: Pick<Parcel, 'file' | 'uploadId'>): boolean {
  return file !== null && uploadId === null && file.size <= SMALL_FILE_BYTES;
}

/** Brings files to the server: small ones at once, others in pieces that outlive lost connections and reloads. */
@Service()
export class FileSender {
  private readonly client = inject(UploadClient);
  private readonly clock = inject(ServerClock);
  private readonly hash = inject(FileHash);
  private readonly pieces = inject(PiecesClient);

  /**
   * Brings a file, or goes on with it; whoever unsubscribes stops it, and what has arrived in pieces stays at the server. A
   * connection that breaks is waited for, without end.
   * @throws ApiFailure where trying again by itself makes no sense, `FileGone`, `OtherBytes`
   */
  send(parcel: Parcel): Observable<UploadNews> {
    if (parcel.file !== null && goesAtOnce(parcel)) return this.client.send(parcel.file, parcel.target);
    return this.steadily(
      parcel,
      defer(() => concat(this.bring(parcel), this.finish(parcel))),
    );
  }

  private bring(parcel: Parcel): Observable<UploadNews> {
    const { file, target } = parcel;
    if (parcel.arrived || file === null) return EMPTY;
    parcel.sha256 ??= this.hash.of(file, parcel.given.signal);
    return this.pieces.send(file, target, parcel.uploadId).pipe(
      tap({
        next: (news) => {
          if (news.kind === 'begun') parcel.uploadId = news.uploadId;
        },
        complete: () => {
          parcel.arrived = true;
        },
      }),
    );
  }

  /** Waits until the server has looked at the bytes, and the virus scanner where there is one. */
  private finish(parcel: Parcel): Observable<UploadNews> {
    const begun: UploadNews = { kind: 'checking', waitingFor: null };
    const ask = (sha256: string | null) =>
      this.client.complete(parcel.uploadId ?? '', sha256).pipe(
        catchError((error: unknown) => {
          // bytes are missing after all
          if (toApiFailure(error).status === 409) parcel.arrived = false;
          return throwError(() => error);
        }),
      );
    const asked = from(parcel.sha256 ?? Promise.resolve(null)).pipe(
      switchMap((sha256) =>
        ask(sha256).pipe(
          expand(({ state }, turn) =>
            state === 'checking' ? timer(delayOf(turn)).pipe(switchMap(() => ask(sha256))) : EMPTY,
          ),
        ),
      ),
      map((status) => newsOf(status, parcel)),
    );
    return concat(of(begun), asked);
  }

  /** Tries again what may go better in a moment, and waits the longer the more often nothing came of it. */
  private steadily(parcel: Parcel, source: Observable<UploadNews>): Observable<UploadNews> {
    return new Observable((reader) => {
      let [tries, furthest] = [0, Number.MAX_SAFE_INTEGER];
      const watched = source.pipe(
        tap((news) => {
          if (news.kind !== 'sent') return;
          if (news.sent > furthest) tries = 0;
          furthest = news.sent;
        }),
        retry({
          delay: (error: unknown) => {
            tries += 1;
            return this.next(parcel, error, tries, (waitingFor) => {
              reader.next({ kind: 'held', waitingFor });
            });
          },
        }),
      );
      return watched.subscribe(reader);
    });
  }

  /** Emits when it should be tried again; fails where it should not. */
  private next(
    parcel: Parcel,
    error: unknown,
    tries: number,
    held: (waitingFor: 'connection' | 'server') => void,
  ): Observable<unknown> {
    if (error instanceof OtherBytes) return throwError(() => error);
    const failure = toApiFailure(error);
    if (failure.unreachable) {
      return from(stillThere(parcel)).pipe(
        tap(() => {
          held('connection');
        }),
        switchMap(() => race(fromEvent(window, 'online'), timer(delayOf(tries)))),
      );
    }
    if (isGone(failure) && !parcel.arrived && parcel.uploadId !== null) {
      // the server has thrown it away in the meantime
      parcel.uploadId = null;
      return of(null);
    }
    // one that cannot even begin has no room; one that cannot go on waits for others of the same person
    const noRoom = failure.code === 'LIMIT_REACHED' && parcel.uploadId === null;
    if (noRoom || !FOR_THE_MOMENT.includes(failure.status) || tries > TRIES) return throwError(() => failure);
    held('server');
    return timer(this.waitOf(failure, tries));
  }

  private waitOf({ retryAt }: ApiFailure, tries: number): number {
    const told = retryAt === null ? 0 : this.clock.secondsUntil(retryAt) * 1_000;
    return Math.max(told, delayOf(tries));
  }
}

function newsOf({ state, waitingFor, refusal, file }: UploadStatus, parcel: Parcel): UploadNews {
  if (file !== null && state === 'stored') return { kind: 'done', file };
  if (state === 'checking') return { kind: 'checking', waitingFor };
  if (state === 'receiving') {
    parcel.arrived = false;
    throw new ApiFailure({ code: 'CONFLICT', message: 'Bytes of the file are missing.', status: 409 });
  }
  // what has arrived is of no use, and thrown away by the server
  Object.assign(parcel, { uploadId: null, arrived: false });
  // the one thing that is wrong with the bytes as such: they are not those of the checksum
  if (refusal?.code === 'MALFORMED_REQUEST') throw new OtherBytes(refusal.message);
  const { code, message } = refusal ?? { code: 'FILE_REFUSED', message: 'The file was refused.' };
  throw new ApiFailure({ code, message, status: 422 });
}

function isGone({ status }: ApiFailure): boolean {
  return status === 404 || status === 410;
}

/** A file that was changed or moved fails to be sent just as if there were no connection. */
async function stillThere({ file }: Parcel): Promise<void> {
  await file
    ?.slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw new FileGone();
    });
}

/** In milliseconds: twice as long each time, and never the same for all who wait for the same server. */
function delayOf(tries: number): number {
  return Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.max(0, tries - 1)) * (0.7 + 0.6 * Math.random());
}
