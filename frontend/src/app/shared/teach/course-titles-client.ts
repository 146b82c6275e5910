import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { courseSchema } from '@classy-book/contracts/courses';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';

const titled = successOf(courseSchema.pick({ title: true }));

/** Asks for the title of a course. */
@Service()
export class CourseTitlesClient {
  private readonly http = inject(HttpClient);

  async titleOf(course: string): Promise<string> {
    const context = new HttpContext().set(QUIET, true);
    return titled.parse(await firstValueFrom(this.http.get(apiUrl(`/teach/courses/${course}`), { context }))).data
      .title;
  }
}
