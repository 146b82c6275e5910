import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AttemptCounterRepository } from './attempt-counter.repository.js';
import { ATTEMPT_COUNTER_MODEL, attemptCounterSchema } from './attempt-counter.schema.js';
import { LockoutService } from './lockout.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: ATTEMPT_COUNTER_MODEL, schema: attemptCounterSchema }])],
  providers: [AttemptCounterRepository, LockoutService],
  exports: [LockoutService],
})
export class BruteForceModule {}
