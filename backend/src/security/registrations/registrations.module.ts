import { Module } from '@nestjs/common';
import { OneTimeTokensModule } from '../one-time-tokens/one-time-tokens.module.js';
import { PendingRegistrationsService } from './pending-registrations.service.js';

@Module({
  imports: [OneTimeTokensModule],
  providers: [PendingRegistrationsService],
  exports: [PendingRegistrationsService],
})
export class RegistrationsModule {}
