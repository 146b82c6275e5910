import { HttpClient, HttpContext, HttpEventType } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import {
  UPLOADS_PATH,
  type CompleteUploadRequest,
  type UploadStatus,
  uploadListSchema,
  uploadStatusSchema,
} from '@classy-book/contracts/file-uploads';
import { type FileInfo, type FilePurpose, fileInfoSchema } from '@classy-book/contracts/files';
import { type Observable, concatMap, map, of } from 'rxjs';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';
import { WITH_PROGRESS } from '../interceptors/progress-interceptor';

/** Where a file goes. */
export interface UploadTarget {
  readonly purpose: FilePurpose;
  readonly courseId: string | null;
}

/** How many bytes have been sent. */
export interface BytesSent {
  readonly kind: 'sent';
  readonly sent: number;
}

/** What is told of a file that goes in one request. The last one is `done`. */
export type SentAtOnce = BytesSent | { readonly kind: 'done'; readonly file: FileInfo };

/** The longest name that the server takes, in UTF-16 units. */
const LONGEST_NAME = 255;
const LONGEST_TYPE = 127;

const fileAnswer = successOf(fileInfoSchema);
const statusAnswer = successOf(uploadStatusSchema);
const listAnswer = successOf(uploadListSchema);
const quietly = () => new HttpContext().set(QUIET, true);

/** The calls that bring files, but for the pieces themselves (`PiecesClient`). All fail with what `toApiFailure` reads. */
@Service()
export class UploadClient {
  private readonly http = inject(HttpClient);

  /** Sends a file in one request; whoever unsubscribes breaks it off. */
  send(file: File, { purpose, courseId }: UploadTarget): Observable<SentAtOnce> {
    return this.http
      .post(apiUrl('/files'), file, {
        params: detailsOf(file, { purpose, courseId }),
        headers: { 'Content-Type': 'application/octet-stream' },
        context: quietly().set(WITH_PROGRESS, true),
        observe: 'events',
      })
      .pipe(
        concatMap((event): Observable<SentAtOnce> => {
          if (event.type === HttpEventType.UploadProgress) return of({ kind: 'sent', sent: event.loaded });
          if (event.type !== HttpEventType.Response) return of();
          return of({ kind: 'done', file: fileAnswer.parse(event.body).data });
        }),
      );
  }

  /** What the reader has begun to upload in pieces, here or elsewhere, and not brought to its end. */
  unfinished(): Observable<readonly UploadStatus[]> {
    return this.http.get(apiUrl(UPLOADS_PATH), { context: quietly() }).pipe(map((body) => listAnswer.parse(body).data));
  }

  /** Says that all bytes are there, and asks how far the server is with them. `sha256` is null where nobody knows it. */
  complete(id: string, sha256: string | null): Observable<UploadStatus> {
    const sent: CompleteUploadRequest = sha256 === null ? {} : { sha256 };
    return this.http
      .post(apiUrl(`${UPLOADS_PATH}/${id}/complete`), sent, { context: quietly() })
      .pipe(map((body) => statusAnswer.parse(body).data));
  }

  /** Gives an upload up: the server throws away what has arrived. */
  discard(id: string): Observable<unknown> {
    const headers = { 'Tus-Resumable': '1.0.0' };
    return this.http.delete(apiUrl(`${UPLOADS_PATH}/${id}`), { headers, context: quietly(), responseType: 'text' });
  }
}

/** What the server is told of a file: as parameters, or as the metadata of tus. */
export function detailsOf(file: File, { purpose, courseId }: UploadTarget): Record<string, string> {
  const { type } = file;
  return {
    ...{ purpose, name: sentName(file) },
    ...(courseId === null ? {} : { courseId }),
    ...(type === '' || type.length > LONGEST_TYPE ? {} : { type }),
  };
}

/** The name under which the server is told of a file. */
export function sentName({ name }: File): string {
  return name.slice(0, LONGEST_NAME);
}
