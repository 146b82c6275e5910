import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PermissionsModule } from '../permissions/permissions.module.js';
import { UsersModule } from '../users/users.module.js';
import { ApiKeyAccessService } from './api-key-access.service.js';
import { ApiKeyBudgetService } from './api-key-budget.service.js';
import { ApiKeyRefusalsService } from './api-key-refusals.service.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { API_KEY_MODEL, apiKeyDocumentSchema } from './api-key.schema.js';
import { ApiKeyUsesService } from './api-key-uses.service.js';
import { ApiKeyUsageRepository } from './api-key-usage.repository.js';
import { API_KEY_USAGE_MODEL, apiKeyUsageSchema } from './api-key-usage.schema.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysService } from './api-keys.service.js';
import { KnownApiKeys } from './known-api-keys.js';

@Module({
  imports: [
    UsersModule,
    PermissionsModule,
    MongooseModule.forFeature([
      { name: API_KEY_MODEL, schema: apiKeyDocumentSchema },
      { name: API_KEY_USAGE_MODEL, schema: apiKeyUsageSchema },
    ]),
  ],
  controllers: [ApiKeysController],
  providers: [
    ApiKeyAccessService,
    ApiKeyBudgetService,
    ApiKeyRefusalsService,
    ApiKeyRepository,
    ApiKeyUsageRepository,
    ApiKeyUsesService,
    ApiKeysService,
    KnownApiKeys,
  ],
  exports: [ApiKeyAccessService, ApiKeysService],
})
export class ApiKeysModule {}
