import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  courseCodeSchema,
  courseInvitationSchema,
  inviteResultSchema,
  type CourseCode,
  type CourseInvitation,
  type CreateCodeRequest,
  type InviteRequest,
  type InviteResult,
} from '@classy-book/contracts/enrolments';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const invitations = pageOf(courseInvitationSchema);
const results = successOf(z.array(inviteResultSchema));
const codes = successOf(z.array(courseCodeSchema));
const code = successOf(courseCodeSchema);

const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls about what lets people into a course: invitations and codes. */
@Service()
export class AccessClient {
  private readonly http = inject(HttpClient);

  /** The codes, newest first; nothing while there is no course. */
  codes(course: () => string | null): HttpResourceRef<readonly CourseCode[] | undefined> {
    return httpResource(
      () => {
        const id = course();
        return id === null ? undefined : { url: at(id, '/codes'), context: quiet() };
      },
      { parse: (raw) => codes.parse(raw).data },
    );
  }

  /** The last invitations, newest first; nothing while there is no course. */
  invitations(course: () => string | null): HttpResourceRef<readonly CourseInvitation[] | undefined> {
    return httpResource(
      () => {
        const id = course();
        return id === null ? undefined : { url: at(id, '/invitations'), params: { limit: '100' }, context: quiet() };
      },
      { parse: (raw) => invitations.parse(raw).data },
    );
  }

  async invite(course: string, request: InviteRequest): Promise<readonly InviteResult[]> {
    return results.parse(
      await firstValueFrom(this.http.post(at(course, '/invitations'), request, { context: quiet() })),
    ).data;
  }

  async withdraw(course: string, id: string): Promise<void> {
    await firstValueFrom(this.http.delete(at(course, `/invitations/${id}`), { context: quiet() }));
  }

  async createCode(course: string, request: CreateCodeRequest): Promise<CourseCode> {
    return code.parse(await firstValueFrom(this.http.post(at(course, '/codes'), request, { context: quiet() }))).data;
  }

  async endCode(course: string, id: string): Promise<void> {
    await firstValueFrom(this.http.delete(at(course, `/codes/${id}`), { context: quiet() }));
  }
}

function at(course: string, rest: string): string {
  return apiUrl(`/teach/courses/${course}${rest}`);
}
