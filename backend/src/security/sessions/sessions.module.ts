import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PermissionsModule } from '../permissions/permissions.module.js';
import { RefreshTokensService } from './refresh-tokens.service.js';
import { SessionRepository } from './session.repository.js';
import { SESSION_MODEL, sessionSchema } from './session.schema.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [PermissionsModule, MongooseModule.forFeature([{ name: SESSION_MODEL, schema: sessionSchema }])],
  providers: [SessionRepository, RefreshTokensService, SessionsService],
  exports: [SessionsService],
})
export class SessionsModule {}
