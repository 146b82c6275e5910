import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { CreateRoleRequest, UpdateRoleRequest } from '@classy-book/contracts/users';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls that change roles. They reject with what Angular's client throws. */
@Service()
export class RolesPageClient {
  private readonly http = inject(HttpClient);

  async create(request: CreateRoleRequest): Promise<void> {
    await firstValueFrom(this.http.post(apiUrl('/admin/roles'), request, { context: quiet() }));
  }

  async update(key: string, request: UpdateRoleRequest): Promise<void> {
    await firstValueFrom(this.http.put(apiUrl(`/admin/roles/${key}`), request, { context: quiet() }));
  }

  /** 409 ROLE_IN_USE while somebody has the role. */
  async remove(key: string): Promise<void> {
    await firstValueFrom(this.http.delete(apiUrl(`/admin/roles/${key}`), { context: quiet() }));
  }
}
