import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { AuthTokens, LoginRequestInput } from '@classy-book/contracts/auth';
import { authTokensSchema } from '@classy-book/contracts/auth';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from './api';
import { ANONYMOUS, COOKIE_BOUND, QUIET } from './http-context';

const tokens = successOf(authTokensSchema);

/**
 * The routes that start, prolong and end a session. Every method rejects with what the interceptors throw:
 * `HttpErrorResponse`. Fetched when it is first needed: it brings the schemas along.
 */
@Service()
export class AuthClient {
  private readonly http = inject(HttpClient);

  async login(request: LoginRequestInput, admin: boolean): Promise<AuthTokens> {
    const url = apiUrl(admin ? '/auth/admin/login' : '/auth/login');
    const context = new HttpContext().set(ANONYMOUS, true).set(QUIET, true);
    return tokens.parse(await firstValueFrom(this.http.post<unknown>(url, request, { context }))).data;
  }

  async refresh(): Promise<AuthTokens> {
    const context = cookieBound();
    return tokens.parse(await firstValueFrom(this.http.post<unknown>(apiUrl('/auth/refresh'), {}, { context }))).data;
  }

  async logout(): Promise<void> {
    await firstValueFrom(this.http.post<unknown>(apiUrl('/auth/logout'), {}, { context: cookieBound() }));
  }
}

function cookieBound(): HttpContext {
  return new HttpContext().set(ANONYMOUS, true).set(QUIET, true).set(COOKIE_BOUND, true);
}
