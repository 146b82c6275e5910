import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PermissionsModule } from '../permissions/permissions.module.js';
import { UsersModule } from '../users/users.module.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { RefreshTokensService } from './refresh-tokens.service.js';
import { SessionRepository } from './session.repository.js';
import { SESSION_MODEL, sessionSchema } from './session.schema.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [
    PermissionsModule,
    UsersModule,
    MongooseModule.forFeature([{ name: SESSION_MODEL, schema: sessionSchema }]),
  ],
  controllers: [OwnSessionsController],
  providers: [OwnSessionsService, SessionRepository, RefreshTokensService, SessionsService],
  exports: [SessionsService],
})
export class SessionsModule {}
