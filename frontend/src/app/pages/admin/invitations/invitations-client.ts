import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import { invitationSchema, type Invitation } from '@classy-book/contracts/users';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const answer = successOf(z.array(invitationSchema));

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls about invitations that are open. */
@Service()
export class InvitationsClient {
  private readonly http = inject(HttpClient);

  /** The open invitations, fetched again whenever `wanted` gives another number. */
  invitations(wanted: () => number): HttpResourceRef<readonly Invitation[] | undefined> {
    return httpResource<readonly Invitation[]>(
      () => {
        wanted();
        return { url: apiUrl('/admin/invitations'), context: quiet() };
      },
      { parse: (raw) => answer.parse(raw).data },
    );
  }

  async withdraw(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(apiUrl(`/admin/invitations/${id}`), { context: quiet() }));
  }
}
