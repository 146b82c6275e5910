import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PermissionsModule } from '../permissions/permissions.module.js';
import { SecondFactorFlagRepository } from './second-factor-flag.repository.js';
import { SecondFactorFlagService } from './second-factor-flag.service.js';
import { UserRepository } from './user.repository.js';
import { USER_MODEL, userSchema } from './user.schema.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [PermissionsModule, MongooseModule.forFeature([{ name: USER_MODEL, schema: userSchema }])],
  providers: [SecondFactorFlagRepository, SecondFactorFlagService, UserRepository, UsersService],
  exports: [SecondFactorFlagService, UsersService],
})
export class UsersModule {}
