import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { submissionSchema, type SaveSubmissionRequest, type Submission } from '@classy-book/contracts/assignments';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';

const submission = successOf(submissionSchema);

/** The panel says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** An assignment in a lesson: the slug or id of the course, the lesson and the block. */
export interface AssignmentAddress {
  readonly course: string;
  readonly lessonId: string;
  readonly blockId: string;
}

function urlOf({ course, lessonId, blockId }: AssignmentAddress): string {
  const lesson = `/learn/courses/${encodeURIComponent(course)}/lessons/${encodeURIComponent(lessonId)}` as const;
  return apiUrl(`${lesson}/assignments/${encodeURIComponent(blockId)}`);
}

/** The calls of somebody who does an assignment. */
@Service()
export class AssignmentClient {
  private readonly http = inject(HttpClient);

  read(address: () => AssignmentAddress | null): HttpResourceRef<Submission | undefined> {
    return httpResource(
      () => {
        const wanted = address();
        return wanted === null ? undefined : { url: urlOf(wanted), context: quiet() };
      },
      { parse: (raw) => submission.parse(raw).data },
    );
  }

  async readAgain(address: AssignmentAddress): Promise<Submission> {
    return submission.parse(await firstValueFrom(this.http.get(urlOf(address), { context: quiet() }))).data;
  }

  /** 409 STALE where it was changed elsewhere. */
  async save(address: AssignmentAddress, request: SaveSubmissionRequest): Promise<Submission> {
    return submission.parse(await firstValueFrom(this.http.put(urlOf(address), request, { context: quiet() }))).data;
  }
}
