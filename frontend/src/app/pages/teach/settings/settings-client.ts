import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  courseSchema,
  type Course,
  type SetTeachersRequest,
  type UpdateCourseRequest,
} from '@classy-book/contracts/courses';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const course = successOf(courseSchema);

/** The page says itself what went wrong. */
const options = () => ({ context: new HttpContext().set(QUIET, true) });

/** The calls of the settings of a course; both are based on a version (409 STALE). */
@Service()
export class SettingsClient {
  private readonly http = inject(HttpClient);

  course(id: () => string): HttpResourceRef<Course | undefined> {
    return httpResource(() => (id() === '' ? undefined : { url: apiUrl(`/teach/courses/${id()}`), ...options() }), {
      parse: (raw) => course.parse(raw).data,
    });
  }

  /** 409 CONFLICT where the slug is taken. */
  async update(id: string, request: UpdateCourseRequest): Promise<Course> {
    const call = this.http.patch(apiUrl(`/teach/courses/${id}`), request, options());
    return course.parse(await firstValueFrom(call)).data;
  }

  async setTeachers(id: string, request: SetTeachersRequest): Promise<Course> {
    const call = this.http.put(apiUrl(`/teach/courses/${id}/teachers`), request, options());
    return course.parse(await firstValueFrom(call)).data;
  }
}
