import {
  HttpClient,
  HttpContext,
  HttpEventType,
  httpResource,
  type HttpEvent,
  type HttpResourceRef,
} from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  auditActionsSchema,
  auditDetailSchema,
  auditEntrySchema,
  auditSealSchema,
  auditVerifyLineSchema,
  type AuditDetail,
  type AuditEntry,
  type AuditSealView,
  type AuditVerifyLine,
} from '@classy-book/contracts/audit';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import type { ExportFormat } from '@classy-book/contracts/primitives';
import { firstValueFrom, map, type Observable } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListClient, Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const PAGE_SIZE = '100';
const page = pageOf(auditEntrySchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the audit log. */
@Service()
export class AuditClient implements ListClient<AuditEntry> {
  private readonly http = inject(HttpClient);

  /** The first page, asked for whenever the query changes. */
  firstPage(query: () => Query): HttpResourceRef<ListPage<AuditEntry> | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/monitoring/audit-logs'), params: { ...query(), limit: PAGE_SIZE }, context: quiet() }),
      { parse: readPage },
    );
  }

  /** The page behind a cursor. */
  async nextPage(query: Query, cursor: string): Promise<ListPage<AuditEntry>> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(
      await firstValueFrom(this.http.get(apiUrl('/monitoring/audit-logs'), { params, context: quiet() })),
    );
  }

  /** One record, asked for whenever the id changes; nothing while it is null. */
  record(id: () => string | null): HttpResourceRef<AuditDetail | undefined> {
    return httpResource(
      () => {
        const wanted = id();
        return wanted === null ? undefined : { url: apiUrl(`/monitoring/audit-logs/${wanted}`), context: quiet() };
      },
      { parse: (raw) => successOf(auditDetailSchema).parse(raw).data },
    );
  }

  /** Every action that can be on record. */
  actions(): HttpResourceRef<readonly string[] | undefined> {
    return httpResource(() => ({ url: apiUrl('/monitoring/audit-logs/actions'), context: quiet() }), {
      parse: (raw) => successOf(auditActionsSchema).parse(raw).data.actions,
    });
  }

  seal(): HttpResourceRef<AuditSealView | undefined> {
    return httpResource(() => ({ url: apiUrl('/monitoring/audit/seal'), context: quiet() }), {
      parse: (raw) => successOf(auditSealSchema).parse(raw).data,
    });
  }

  /** Verifies the whole log: what was told last. Letting go of it ends the verification. */
  verify(): Observable<AuditVerifyLine | null> {
    const options = { observe: 'events', reportProgress: true, responseType: 'text', context: quiet() } as const;
    return this.http.post(apiUrl('/monitoring/audit/verify'), null, options).pipe(map(lastLine));
  }

  /** All records under the filter as a file. */
  exportAs(format: ExportFormat, query: Query): Promise<Blob> {
    const options = { params: { ...query, format }, responseType: 'blob', context: quiet() } as const;
    return firstValueFrom(this.http.get(apiUrl('/monitoring/audit-logs/export'), options));
  }
}

function readPage(raw: unknown): ListPage<AuditEntry> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}

/** The last whole line that has arrived; null where there is none yet. */
function lastLine(event: HttpEvent<string>): AuditVerifyLine | null {
  const text = textOf(event);
  const line = text.slice(0, text.lastIndexOf('\n') + 1).trimEnd();
  const last = line.slice(line.lastIndexOf('\n') + 1);
  return last === '' ? null : auditVerifyLineSchema.parse(JSON.parse(last));
}

function textOf(event: HttpEvent<string>): string {
  if (event.type === HttpEventType.Response) return event.body ?? '';
  return event.type === HttpEventType.DownloadProgress && 'partialText' in event ? (event.partialText ?? '') : '';
}
