import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { BruteForceModule } from '../brute-force/brute-force.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountLocksService } from './account-locks.service.js';
import { AccountsController } from './accounts.controller.js';
import { PrimaryAdminService } from './primary-admin.service.js';

@Module({
  imports: [UsersModule, AuthModule, BruteForceModule, SessionsModule],
  controllers: [AccountsController],
  providers: [AccountLocksService, PrimaryAdminService],
  exports: [AccountLocksService, PrimaryAdminService],
})
export class AdminManagementModule {}
