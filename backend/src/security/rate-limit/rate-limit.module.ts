import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PersonRateLimitGuard, RateLimitGuard } from './rate-limit.guard.js';
import { RATE_LIMIT_MODEL, rateLimitSchema } from './rate-limit.schema.js';
import { RateLimitService } from './rate-limit.service.js';
import { RateLimitStore } from './rate-limit-store.repository.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: RATE_LIMIT_MODEL, schema: rateLimitSchema }])],
  providers: [PersonRateLimitGuard, RateLimitGuard, RateLimitService, RateLimitStore],
  exports: [PersonRateLimitGuard, RateLimitGuard],
})
export class RateLimitModule {}
