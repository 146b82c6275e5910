import { HttpClient, HttpContext, HttpErrorResponse } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { readinessSchema, type Readiness } from '@classy-book/contracts/health';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const answer = z.object({ data: readinessSchema });

/** The calls of the overview. */
@Service()
export class OverviewClient {
  private readonly http = inject(HttpClient);

  /** How the parts of the system are. A system that is not ready answers 503 with the same body. */
  async readiness(): Promise<Readiness> {
    const context = new HttpContext().set(QUIET, true);
    try {
      return answer.parse(await firstValueFrom(this.http.get(apiUrl('/health/ready'), { context }))).data;
    } catch (error) {
      const body: unknown = error instanceof HttpErrorResponse ? error.error : null;
      const unavailable = answer.safeParse(body);
      if (unavailable.success) return unavailable.data.data;
      throw error;
    }
  }
}
