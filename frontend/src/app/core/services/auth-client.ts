import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { AuthTokens, LoginRequestInput, Me } from '@classy-book/contracts/auth';
import { authTokensSchema, csrfTokenSchema, meSchema } from '@classy-book/contracts/auth';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from './api';
import { ANONYMOUS, COOKIE_BOUND, QUIET } from './http-context';

const tokens = successOf(authTokensSchema);
const csrf = successOf(csrfTokenSchema);
const me = successOf(meSchema);

/** The /auth routes. Every method rejects with what the interceptors throw: `HttpErrorResponse`. */
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

  async csrfToken(): Promise<string> {
    const context = new HttpContext().set(ANONYMOUS, true).set(QUIET, true);
    const raw = await firstValueFrom(this.http.get<unknown>(apiUrl('/auth/csrf-token'), { context }));
    return csrf.parse(raw).data.csrfToken;
  }

  async me(): Promise<Me> {
    const context = new HttpContext().set(QUIET, true);
    return me.parse(await firstValueFrom(this.http.get<unknown>(apiUrl('/auth/me'), { context }))).data;
  }
}

function cookieBound(): HttpContext {
  return new HttpContext().set(ANONYMOUS, true).set(QUIET, true).set(COOKIE_BOUND, true);
}
