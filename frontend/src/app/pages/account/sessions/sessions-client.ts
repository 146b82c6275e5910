import type { HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { ownSessionSchema, type OwnSession } from '@classy-book/contracts/account';
import { endedSessionsSchema } from '@classy-book/contracts/accounts';
import * as z from 'zod';
import { AccountApi } from '../../../shared/account/account-api';

/** The calls of somebody's own sessions. */
@Service()
export class SessionsClient {
  private readonly api = inject(AccountApi);

  /** The living ones, the one that asks first. */
  list(): HttpResourceRef<OwnSession[] | undefined> {
    return this.api.resource('/account/sessions', z.array(ownSessionSchema));
  }

  end(id: string): Promise<void> {
    return this.api.send('DELETE', `/account/sessions/${id}`);
  }

  /** How many were ended. */
  async endOthers(): Promise<number> {
    return (await this.api.post('/account/sessions/end-others', {}, endedSessionsSchema)).ended;
  }
}
