import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { BlockedAddressesModule } from '../blocked-addresses/blocked-addresses.module.js';
import { BruteForceModule } from '../brute-force/brute-force.module.js';
import { PermissionsModule } from '../permissions/permissions.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccessTokensService } from './access-tokens.service.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { AuthenticationService } from './authentication.service.js';
import { JwtStrategy } from './jwt.strategy.js';
import { KnownDevices } from './known-devices.js';
import { LocalStrategy } from './local.strategy.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordsService } from './passwords.service.js';
import { SessionGuard } from './session.guard.js';
import { SignInService } from './sign-in.service.js';

@Module({
  imports: [
    PassportModule,
    JwtModule.register({}),
    ApiKeysModule,
    UsersModule,
    PermissionsModule,
    SessionsModule,
    BruteForceModule,
    BlockedAddressesModule,
  ],
  controllers: [AuthController],
  providers: [
    AccessTokensService,
    AuthService,
    AuthenticationService,
    JwtStrategy,
    KnownDevices,
    LocalStrategy,
    PasswordHasher,
    PasswordsService,
    SessionGuard,
    SignInService,
  ],
  exports: [AuthService, AuthenticationService, PasswordsService, SessionGuard, SignInService],
})
export class AuthModule {}
