import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { endedSessionsSchema } from '@classy-book/contracts/accounts';
import { loginAttemptSchema, type LoginAttempt } from '@classy-book/contracts/attempts';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import {
  activitySchema,
  userDetailSchema,
  userSessionSchema,
  type Activity,
  type ChangeRoleRequest,
  type LockUserRequest,
  type ReasonRequest,
  type UnlockUserRequest,
  type UpdateUserRequest,
  type UserDetail,
  type UserSession,
} from '@classy-book/contracts/users';
import { firstValueFrom, map, type Observable } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListPage } from '../../../shared/lists/list-rows';

export type ActivityView = 'by' | 'about';
type Query = Readonly<Record<string, string>>;

const PAGE_SIZE = '50';
const detail = successOf(userDetailSchema);
const sessions = successOf(z.array(userSessionSchema));
const attemptPage = pageOf(loginAttemptSchema);
const activityPage = pageOf(activitySchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls about one person. They reject with what Angular's client throws. */
@Service()
export class UserClient {
  private readonly http = inject(HttpClient);

  user(id: () => string): HttpResourceRef<UserDetail | undefined> {
    return httpResource(() => ({ url: userUrl(id()), context: quiet() }), { parse: (raw) => detail.parse(raw).data });
  }

  /** Nothing is asked while the id is undefined. */
  sessions(id: () => string | undefined): HttpResourceRef<readonly UserSession[] | undefined> {
    return httpResource<readonly UserSession[]>(
      () => {
        const wanted = id();
        return wanted === undefined ? undefined : { url: userUrl(wanted, '/sessions'), context: quiet() };
      },
      { parse: (raw) => sessions.parse(raw).data },
    );
  }

  /** The sign-in attempts of an account, newest first. */
  attempts(email: string, cursor: string | null): Observable<ListPage<LoginAttempt>> {
    return this.page('/monitoring/login-attempts', { email }, cursor, attemptPage);
  }

  /** What somebody did, or what was done to them, newest first. */
  activity(id: string, view: ActivityView, cursor: string | null): Observable<ListPage<Activity>> {
    return this.page(`/admin/users/${id}/activity`, { view }, cursor, activityPage);
  }

  async update(id: string, request: UpdateUserRequest): Promise<void> {
    await firstValueFrom(this.http.patch(userUrl(id), request, { context: quiet() }));
  }

  async removeAvatar(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(userUrl(id, '/avatar'), { context: quiet() }));
  }

  async lock(id: string, request: LockUserRequest): Promise<void> {
    await this.post(userUrl(id, '/lock'), request);
  }

  /** Every kind of lock where none is named. */
  async unlock(id: string, request: UnlockUserRequest): Promise<void> {
    await this.post(userUrl(id, '/unlock'), request);
  }

  async changeRole(id: string, request: ChangeRoleRequest): Promise<void> {
    await this.post(userUrl(id, '/role'), request);
  }

  async resetFactors(id: string, request: ReasonRequest): Promise<void> {
    await this.post(userUrl(id, '/reset-factors'), request);
  }

  async deactivate(id: string, request: ReasonRequest): Promise<void> {
    await this.post(userUrl(id, '/deactivate'), request);
  }

  async activate(id: string, request: ReasonRequest): Promise<void> {
    await this.post(userUrl(id, '/activate'), request);
  }

  async remove(id: string, request: ReasonRequest): Promise<void> {
    await firstValueFrom(this.http.delete(userUrl(id), { body: request, context: quiet() }));
  }

  /** How many sessions were ended. */
  async endSessions(id: string): Promise<number> {
    return successOf(endedSessionsSchema).parse(await this.post(userUrl(id, '/end-sessions'), {})).data.ended;
  }

  async endSession(id: string, sessionId: string): Promise<void> {
    await firstValueFrom(this.http.delete(userUrl(id, `/sessions/${sessionId}`), { context: quiet() }));
  }

  private page<T>(
    path: `/${string}`,
    query: Query,
    cursor: string | null,
    schema: z.ZodType<{ readonly data: T[]; readonly pagination: { readonly nextCursor: string | null } }>,
  ): Observable<ListPage<T>> {
    const params = { ...query, limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) };
    return this.http.get(apiUrl(path), { params, context: quiet() }).pipe(
      map((raw) => {
        const { data, pagination } = schema.parse(raw);
        return { items: data, next: pagination.nextCursor };
      }),
    );
  }

  private post(url: string, body: unknown): Promise<unknown> {
    return firstValueFrom(this.http.post<unknown>(url, body, { context: quiet() }));
  }
}

function userUrl(id: string, path = ''): string {
  return apiUrl(`/admin/users/${id}${path}`);
}
