import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import { roleViewSchema, type InviteRequest, type RoleView } from '@classy-book/contracts/users';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';

const rolesAnswer = successOf(z.array(roleViewSchema));

/** The calls about roles and invitations that several pages share. */
@Service()
export class RolesClient {
  private readonly http = inject(HttpClient);

  /** Every role, fetched again whenever `wanted` gives another number; nothing is asked while it gives none. */
  roles(wanted: () => number | undefined): HttpResourceRef<readonly RoleView[] | undefined> {
    return httpResource<readonly RoleView[]>(
      () =>
        wanted() === undefined
          ? undefined
          : { url: apiUrl('/admin/roles'), context: new HttpContext().set(QUIET, true) },
      { parse: (raw) => rolesAnswer.parse(raw).data },
    );
  }

  /** Mails an invitation. */
  async invite(request: InviteRequest): Promise<void> {
    await firstValueFrom(
      this.http.post(apiUrl('/admin/invitations'), request, { context: new HttpContext().set(QUIET, true) }),
    );
  }
}
