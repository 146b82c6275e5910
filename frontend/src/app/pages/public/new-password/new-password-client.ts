import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { ChangePasswordRequest } from '@classy-book/contracts/account';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

/** Replaces the password of whoever is signed in. */
@Service()
export class NewPasswordClient {
  private readonly http = inject(HttpClient);

  async change(request: ChangePasswordRequest): Promise<void> {
    const context = new HttpContext().set(QUIET, true);
    await firstValueFrom(this.http.post<unknown>(apiUrl('/account/password'), request, { context }));
  }
}
