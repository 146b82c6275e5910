import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { pageOf } from '@classy-book/contracts/envelope';
import {
  deleteFilesResultSchema,
  fileUsageSchema,
  ownFileSchema,
  type DeleteFilesRequest,
  type DeleteFilesResult,
  type FileUsage,
  type OwnFile,
} from '@classy-book/contracts/file-desk';
import { UPLOADS_PATH, uploadListSchema, type UploadStatus } from '@classy-book/contracts/file-uploads';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import { AccountApi } from '../../../shared/account/account-api';
import type { ListClient, Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const PAGE_SIZE = '25';
const page = pageOf(ownFileSchema);

const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of somebody's own files. */
@Service()
export class OwnFilesClient implements ListClient<OwnFile> {
  private readonly api = inject(AccountApi);
  private readonly http = inject(HttpClient);

  usage(): HttpResourceRef<FileUsage | undefined> {
    return this.api.resource('/files/usage', fileUsageSchema);
  }

  /** Those that have not ended, newest first. */
  uploads(): HttpResourceRef<UploadStatus[] | undefined> {
    return this.api.resource(UPLOADS_PATH, uploadListSchema);
  }

  /** The first page, asked for whenever the query changes. */
  firstPage(query: () => Query): HttpResourceRef<ListPage<OwnFile> | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/files/mine'), params: { ...query(), limit: PAGE_SIZE }, context: quiet() }),
      { parse: readPage },
    );
  }

  /** The page behind a cursor. */
  async nextPage(query: Query, cursor: string): Promise<ListPage<OwnFile>> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(await firstValueFrom(this.http.get(apiUrl('/files/mine'), { params, context: quiet() })));
  }

  /** Answers for each file. */
  delete(request: DeleteFilesRequest): Promise<DeleteFilesResult> {
    return this.api.post('/files/mine/delete', request, deleteFilesResultSchema);
  }

  /** Gives an upload up, as the tus protocol has it (1.0.0, extension termination). */
  async discard(id: string): Promise<void> {
    const options = { headers: { 'Tus-Resumable': '1.0.0' }, responseType: 'text', context: quiet() } as const;
    await firstValueFrom(this.http.delete(apiUrl(`${UPLOADS_PATH}/${id}`), options));
  }
}

function readPage(raw: unknown): ListPage<OwnFile> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
