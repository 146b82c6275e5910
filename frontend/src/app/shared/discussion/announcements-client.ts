import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { announcementSchema, type Announcement, type AnnounceRequest } from '@classy-book/contracts/community';
import { pageOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';
import type { Query } from '../lists/cursor-list';
import type { ListPage } from '../lists/list-rows';

type Path = `/${string}`;

const page = pageOf(announcementSchema);
const PAGE_SIZE = '20';

/** What is shown says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The path of the announcements of a course, for who works through it. */
export function learnersAnnouncements(course: string): Path {
  return `/learn/courses/${encodeURIComponent(course)}/announcements`;
}

/** The path of the announcements of a course, for who teaches it. */
export function teachersAnnouncements(courseId: string): Path {
  return `/teach/courses/${encodeURIComponent(courseId)}/announcements`;
}

/** The calls of announcements. */
@Service()
export class AnnouncementsClient {
  private readonly http = inject(HttpClient);

  /** The first page under a path, once there is one; newest first. */
  firstPage(path: () => Path | null, query: () => Query): HttpResourceRef<ListPage<Announcement> | undefined> {
    return httpResource(
      () => {
        const wanted = path();
        if (wanted === null) return undefined;
        return { url: apiUrl(wanted), params: { limit: PAGE_SIZE, ...query() }, context: quiet() };
      },
      { parse: (raw) => toPage(raw) },
    );
  }

  async nextPage(path: Path, cursor: string | null): Promise<ListPage<Announcement>> {
    const params = { limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) };
    return toPage(await firstValueFrom(this.http.get(apiUrl(path), { params, context: quiet() })));
  }

  async announce(path: Path, request: AnnounceRequest): Promise<void> {
    await firstValueFrom(this.http.post(apiUrl(path), request, { context: quiet() }));
  }

  async remove(path: Path, id: string): Promise<void> {
    await firstValueFrom(this.http.delete(apiUrl(`${path}/${encodeURIComponent(id)}`), { context: quiet() }));
  }
}

function toPage(raw: unknown): ListPage<Announcement> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
