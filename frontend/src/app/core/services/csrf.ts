import { HttpClient, HttpContext } from '@angular/common/http';
import { DOCUMENT, Service, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from './api';
import { ANONYMOUS, QUIET } from './http-context';

/** The token that proves that a call which a cookie authenticates comes from this page. */
@Service()
export class CsrfToken {
  private readonly document = inject(DOCUMENT);
  private readonly http = inject(HttpClient);

  /** The token in the readable cookie; null where there is none. */
  current(): string | null {
    const found = /(?:^|;\s*)(?:__Host-)?XSRF-TOKEN=([^;]+)/.exec(this.document.cookie)?.[1];
    return found === undefined ? null : decodeURIComponent(found);
  }

  /** Asks the server for a new token, which it sets as that cookie. */
  async renew(): Promise<string> {
    const context = new HttpContext().set(ANONYMOUS, true).set(QUIET, true);
    await firstValueFrom(this.http.get<unknown>(apiUrl('/auth/csrf-token'), { context }));
    return this.current() ?? '';
  }
}
