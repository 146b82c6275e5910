import { HttpClient, HttpContext, type HttpEvent } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { deletionSchema } from '@classy-book/contracts/account';
import type { Observable } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import { AccountApi } from '../../../shared/account/account-api';

/** The calls of what is kept about somebody. */
@Service()
export class DataClient {
  private readonly api = inject(AccountApi);
  private readonly http = inject(HttpClient);

  /** Everything about the person as JSON, with the progress of it. As text: a failure is then readable too. */
  export(): Observable<HttpEvent<string>> {
    const context = new HttpContext().set(QUIET, true);
    return this.http.get(apiUrl('/account/export'), {
      context,
      responseType: 'text',
      observe: 'events',
      reportDownloadProgress: true,
    });
  }

  /** The moment at which the account goes (ISO 8601). */
  async delete(email: string): Promise<string> {
    return (await this.api.post('/account/delete', { email }, deletionSchema)).deleteAfter;
  }
}
