import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from './api';
import { QUIET } from './http-context';
import type { Locale } from './i18n';
import type { ThemeChoice } from './theme';

/** How the pages look to a person, on every device. */
export interface Look {
  readonly locale: Locale;
  readonly theme: ThemeChoice;
}

/** Keeps language and theme with the account. */
@Service()
export class ProfileClient {
  private readonly http = inject(HttpClient);

  async store(look: Partial<Look>): Promise<void> {
    await firstValueFrom(
      this.http.patch<unknown>(apiUrl('/account/profile'), look, { context: new HttpContext().set(QUIET, true) }),
    );
  }
}
