import { HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import { type MyCourse, myCourseSchema } from '@classy-book/contracts/learn';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const answer = successOf(myCourseSchema.array());

/** The call for one's own courses. */
@Service()
export class MyLearningClient {
  /** Last used first. Call it in an injection context. */
  courses(): HttpResourceRef<readonly MyCourse[] | undefined> {
    return httpResource(() => ({ url: apiUrl('/learn/courses'), context: new HttpContext().set(QUIET, true) }), {
      parse: (raw): readonly MyCourse[] => answer.parse(raw).data,
    });
  }
}
