import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type ApiKey,
  apiKeySchema,
  type CreateApiKeyRequest,
  createApiKeyRequestSchema,
  type CreatedApiKey,
  createdApiKeySchema,
} from '@classy-book/contracts/api-keys';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission, RequireStepUp } from '../../common/http/route-access.decorator.js';
import { ApiKeysService } from './api-keys.service.js';

/** Keys for machines that act for a person. */
@ApiTags('API keys')
@Controller('account/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The keys of the caller, newest first; dead ones for 30 days.', apiKeySchema.array())
  async list(@CurrentSession() { principal }: SessionCaller): Promise<ApiKey[]> {
    return await this.keys.list(principal.userId);
  }

  @Post()
  @RequirePermission('account:self')
  @RequireStepUp()
  @ApiAnswer(201, 'The key, told this once.', createdApiKeySchema)
  @ApiFailures('VALIDATION_FAILED', 'LIMIT_REACHED', 'STEP_UP_REQUIRED')
  async create(
    @Body({ schema: createApiKeyRequestSchema }) request: CreateApiKeyRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<CreatedApiKey> {
    return await this.keys.create(request, caller);
  }

  @Delete(':id')
  @RequirePermission('account:self')
  @RequireStepUp()
  @ApiAnswer(200, 'Revoked: it opens nothing any more.', null)
  @ApiFailures('NOT_FOUND', 'STEP_UP_REQUIRED')
  async revoke(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    await this.keys.revoke(id, caller);
    return null;
  }
}
