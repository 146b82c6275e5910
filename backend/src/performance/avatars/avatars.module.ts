import { Module } from '@nestjs/common';
import { AdminManagementModule } from '../../security/admin-management/admin-management.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { FilesModule } from '../file/files.module.js';
import { AvatarFilesService } from './avatar-files.service.js';
import { AvatarModerationService } from './avatar-moderation.service.js';
import { AvatarsController } from './avatars.controller.js';
import { AvatarsService } from './avatars.service.js';

/** Pictures of people. */
@Module({
  imports: [AdminManagementModule, FilesModule, UsersModule],
  controllers: [AvatarsController],
  providers: [AvatarFilesService, AvatarModerationService, AvatarsService],
})
export class AvatarsModule {}
