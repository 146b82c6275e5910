import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PermissionsModule } from '../permissions/permissions.module.js';
import { AccountsOfUsers } from './accounts-of-users.js';
import { AvatarLinksService } from './avatar-links.service.js';
import { AvatarRepository } from './avatar.repository.js';
import { AvatarsOfUsersService } from './avatars-of-users.service.js';
import { OwnAccountRepository } from './own-account.repository.js';
import { OwnAccountsService } from './own-accounts.service.js';
import { SecondFactorFlagRepository } from './second-factor-flag.repository.js';
import { SecondFactorFlagService } from './second-factor-flag.service.js';
import { UserDirectoryRepository } from './user-directory.repository.js';
import { UserDirectoryService } from './user-directory.service.js';
import { UserStandingService } from './user-standing.service.js';
import { UserRepository } from './user.repository.js';
import { USER_MODEL, userSchema } from './user.schema.js';
import { UsersService } from './users.service.js';
import { VisitsRepository } from './visits.repository.js';
import { VisitsService } from './visits.service.js';

@Module({
  imports: [PermissionsModule, MongooseModule.forFeature([{ name: USER_MODEL, schema: userSchema }])],
  providers: [
    AccountsOfUsers,
    AvatarLinksService,
    AvatarRepository,
    AvatarsOfUsersService,
    OwnAccountRepository,
    OwnAccountsService,
    SecondFactorFlagRepository,
    SecondFactorFlagService,
    UserRepository,
    UsersService,
    VisitsRepository,
    VisitsService,
    UserDirectoryRepository,
    UserDirectoryService,
    UserStandingService,
  ],
  exports: [
    AvatarLinksService,
    AvatarsOfUsersService,
    OwnAccountsService,
    SecondFactorFlagService,
    UsersService,
    VisitsService,
    UserDirectoryService,
    UserStandingService,
  ],
})
export class UsersModule {}
