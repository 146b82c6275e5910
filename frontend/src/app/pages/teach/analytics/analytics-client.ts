import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  courseAnalyticsSchema,
  type AnalyticsBucket,
  type AnalyticsExportQuery,
  type CourseAnalytics,
} from '@classy-book/contracts/analytics';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const analytics = successOf(courseAnalyticsSchema);

export type AnalyticsTable = AnalyticsExportQuery['table'];

const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls about how a course goes. Days begin at midnight where the reader is. */
@Service()
export class AnalyticsClient {
  private readonly http = inject(HttpClient);

  /** Asked for whenever the course or the pieces of time change; nothing while there is no course. */
  of(course: () => string | null, bucket: () => AnalyticsBucket): HttpResourceRef<CourseAnalytics | undefined> {
    return httpResource(
      () => {
        const id = course();
        return id === null
          ? undefined
          : { url: at(id), params: { bucket: bucket(), offset: offset() }, context: quiet() };
      },
      { parse: (raw) => analytics.parse(raw).data },
    );
  }

  /** One of the tables as a CSV file. */
  exportCsv(course: string, table: AnalyticsTable, bucket: AnalyticsBucket): Promise<Blob> {
    const options = { params: { table, bucket, offset: offset() }, responseType: 'blob', context: quiet() } as const;
    return firstValueFrom(this.http.get(at(course, '/export'), options));
  }
}

function at(course: string, rest = ''): string {
  return apiUrl(`/teach/courses/${course}/analytics${rest}`);
}

function offset(): string {
  return String(-new Date().getTimezoneOffset());
}
