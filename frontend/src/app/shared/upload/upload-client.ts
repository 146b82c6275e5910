import { HttpClient, HttpContext, HttpEventType } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import { type FileInfo, type FilePurpose, fileInfoSchema } from '@classy-book/contracts/files';
import { type Observable, concatMap, of } from 'rxjs';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';
import { WITH_PROGRESS } from '../interceptors/progress-interceptor';

/** Where a file goes. */
export interface UploadTarget {
  readonly purpose: FilePurpose;
  readonly courseId: string | null;
}

/** What is told of an upload while it runs; `sent` in bytes. The last one is `done`. */
export type UploadNews =
  { readonly kind: 'sent'; readonly sent: number } | { readonly kind: 'done'; readonly file: FileInfo };

const answer = successOf(fileInfoSchema);

/** The one call that brings a file. */
@Service()
export class UploadClient {
  private readonly http = inject(HttpClient);

  /** Sends a file; whoever unsubscribes breaks it off. Fails with what `toApiFailure` reads. */
  send(file: File, { purpose, courseId }: UploadTarget): Observable<UploadNews> {
    return this.http
      .post(apiUrl('/files'), file, {
        params: { purpose, name: file.name.slice(0, 255), ...(courseId === null ? {} : { courseId }) },
        headers: { 'Content-Type': 'application/octet-stream' },
        context: new HttpContext().set(QUIET, true).set(WITH_PROGRESS, true),
        observe: 'events',
      })
      .pipe(
        concatMap((event): Observable<UploadNews> => {
          if (event.type === HttpEventType.UploadProgress) return of({ kind: 'sent', sent: event.loaded });
          if (event.type !== HttpEventType.Response) return of();
          return of({ kind: 'done', file: answer.parse(event.body).data });
        }),
      );
  }
}
