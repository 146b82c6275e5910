import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { BlockedAddressesModule } from '../blocked-addresses/blocked-addresses.module.js';
import { BruteForceModule } from '../brute-force/brute-force.module.js';
import { PasswordPolicyModule } from '../passwords/password-policy.module.js';
import { PermissionsModule } from '../permissions/permissions.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TwoFactorModule } from '../two-factor/two-factor.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccessGrants } from './access-grants.js';
import { AccessTokensService } from './access-tokens.service.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { AuthenticationService } from './authentication.service.js';
import { CredentialsService } from './credentials.service.js';
import { JwtStrategy } from './jwt.strategy.js';
import { KnownDevices } from './known-devices.js';
import { LocalStrategy } from './local.strategy.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordsService } from './passwords.service.js';
import { PasskeySignInController } from './passkey-sign-in.controller.js';
import { PasskeySignInService } from './passkey-sign-in.service.js';
import { SecondFactorChallenges } from './second-factor-challenges.js';
import { SecondFactorGuesses } from './second-factor-guesses.js';
import { SecondFactorSignInController } from './second-factor-sign-in.controller.js';
import { SecondFactorSignInService } from './second-factor-sign-in.service.js';
import { SessionGuard } from './session.guard.js';
import { SessionOpeningService } from './session-opening.service.js';
import { SignInService } from './sign-in.service.js';
import { StepUpController } from './step-up.controller.js';
import { StepUpProofs } from './step-up-proofs.js';
import { StepUpService } from './step-up.service.js';
import { VouchedSignInService } from './vouched-sign-in.service.js';

@Module({
  imports: [
    PassportModule,
    JwtModule.register({}),
    ApiKeysModule,
    UsersModule,
    PasswordPolicyModule,
    PermissionsModule,
    RegistrationsModule,
    SessionsModule,
    TwoFactorModule,
    BruteForceModule,
    BlockedAddressesModule,
  ],
  controllers: [AuthController, PasskeySignInController, SecondFactorSignInController, StepUpController],
  providers: [
    AccessGrants,
    AccessTokensService,
    AuthService,
    AuthenticationService,
    CredentialsService,
    JwtStrategy,
    KnownDevices,
    LocalStrategy,
    PasswordHasher,
    PasswordsService,
    PasskeySignInService,
    SecondFactorChallenges,
    SecondFactorGuesses,
    SecondFactorSignInService,
    SessionGuard,
    SessionOpeningService,
    SignInService,
    StepUpProofs,
    StepUpService,
    VouchedSignInService,
  ],
  exports: [AuthService, AuthenticationService, PasswordsService, SessionGuard, SignInService, VouchedSignInService],
})
export class AuthModule {}
