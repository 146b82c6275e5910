import { HttpContext, httpResource } from '@angular/common/http';
import type { HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import type { Me } from '@classy-book/contracts/auth';
import { meSchema } from '@classy-book/contracts/auth';
import { successOf } from '@classy-book/contracts/envelope';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const answer = successOf(meSchema);

/** What the server knows about the person who asks. */
@Service()
export class AccountClient {
  /** Call it in an injection context: the request lives as long as that. */
  me(): HttpResourceRef<Me | undefined> {
    return httpResource(() => ({ url: apiUrl('/auth/me'), context: new HttpContext().set(QUIET, true) }), {
      parse: (raw) => answer.parse(raw).data,
    });
  }
}
