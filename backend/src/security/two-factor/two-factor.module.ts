import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { UsersModule } from '../users/users.module.js';
import { BackupCodes } from './backup-codes.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { SECOND_FACTOR_MODEL, secondFactorSchema } from './second-factor.schema.js';
import { SecondFactorsService } from './second-factors.service.js';

@Module({
  imports: [UsersModule, MongooseModule.forFeature([{ name: SECOND_FACTOR_MODEL, schema: secondFactorSchema }])],
  providers: [BackupCodes, SecondFactorRepository, SecondFactorsService],
  exports: [SecondFactorsService],
})
export class TwoFactorModule {}
