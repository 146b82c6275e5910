import { Module } from '@nestjs/common';
import { EmailModule } from '../../messaging/email/email.module.js';
import { FilesModule } from '../../performance/file/files.module.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';

@Module({
  imports: [EmailModule, FilesModule],
  controllers: [HealthController],
  providers: [HealthService],
  exports: [HealthService],
})
export class HealthModule {}
