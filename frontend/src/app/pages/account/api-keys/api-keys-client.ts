import type { HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  apiKeySchema,
  createdApiKeySchema,
  type ApiKey,
  type CreateApiKeyRequest,
  type CreatedApiKey,
} from '@classy-book/contracts/api-keys';
import * as z from 'zod';
import { AccountApi } from '../../../shared/account/account-api';

/** The calls of somebody's own API keys. */
@Service()
export class ApiKeysClient {
  private readonly api = inject(AccountApi);

  /** Newest first; dead ones for a while. */
  list(): HttpResourceRef<ApiKey[] | undefined> {
    return this.api.resource('/account/api-keys', z.array(apiKeySchema));
  }

  create(request: CreateApiKeyRequest): Promise<CreatedApiKey> {
    return this.api.post('/account/api-keys', request, createdApiKeySchema);
  }

  revoke(id: string): Promise<void> {
    return this.api.send('DELETE', `/account/api-keys/${id}`);
  }
}
