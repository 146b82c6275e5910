import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import { fileUsageSchema, type FileUsage, type SetFileQuotaRequest } from '@classy-book/contracts/file-desk';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';

const usage = successOf(fileUsageSchema);

/** Who asks says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls about how much somebody may store. */
@Service()
export class QuotaClient {
  private readonly http = inject(HttpClient);

  /** What somebody has stored and may store; nothing is asked while the id is null. Needs an injection context. */
  usage(userId: () => string | null): HttpResourceRef<FileUsage | undefined> {
    return httpResource(
      () => {
        const id = userId();
        return id === null ? undefined : { url: urlOf(id), context: quiet() };
      },
      { parse: (raw) => usage.parse(raw).data },
    );
  }

  /** The same, once. */
  async read(userId: string): Promise<FileUsage> {
    return usage.parse(await firstValueFrom(this.http.get(urlOf(userId), { context: quiet() }))).data;
  }

  async set(userId: string, request: SetFileQuotaRequest): Promise<void> {
    await firstValueFrom(this.http.put(urlOf(userId), request, { context: quiet() }));
  }
}

function urlOf(userId: string): string {
  return apiUrl(`/admin/files/quotas/${userId}`);
}
