import { Module } from '@nestjs/common';
import { EmailModule } from '../../messaging/email/email.module.js';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { BruteForceModule } from '../brute-force/brute-force.module.js';
import { OauthIdentitiesModule } from '../oauth/oauth-identities.module.js';
import { OneTimeTokensModule } from '../one-time-tokens/one-time-tokens.module.js';
import { PasswordPolicyModule } from '../passwords/password-policy.module.js';
import { PermissionsModule } from '../permissions/permissions.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TwoFactorModule } from '../two-factor/two-factor.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountAccessService } from './account-access.service.js';
import { AccountErasureService } from './account-erasure.service.js';
import { AccountExportService } from './account-export.service.js';
import { AccountMailsService } from './account-mails.service.js';
import { AccountOpeningService } from './account-opening.service.js';
import { AccountSweeperService } from './account-sweeper.service.js';
import { AccountTokensService } from './account-tokens.service.js';
import { BelongingsService } from './belongings.service.js';
import { DepartureController } from './departure.controller.js';
import { DepartureService } from './departure.service.js';
import { EmailChangeLinksService } from './email-change-links.service.js';
import { EmailChangeService } from './email-change.service.js';
import { InvitationsService } from './invitations.service.js';
import { NewPasswordsService } from './new-passwords.service.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnPasswordService } from './own-password.service.js';
import { PasswordRecoveryService } from './password-recovery.service.js';
import { PasswordReplacementService } from './password-replacement.service.js';
import { PlantedAccessService } from './planted-access.service.js';
import { ProfileService } from './profile.service.js';
import { RecoveryController } from './recovery.controller.js';
import { RegistrationController } from './registration.controller.js';
import { RegistrationService } from './registration.service.js';
import { SignInOptionsService } from './sign-in-options.service.js';

@Module({
  imports: [
    ApiKeysModule,
    AuthModule,
    BruteForceModule,
    EmailModule,
    OauthIdentitiesModule,
    OneTimeTokensModule,
    PasswordPolicyModule,
    PermissionsModule,
    RegistrationsModule,
    SessionsModule,
    TwoFactorModule,
    UsersModule,
  ],
  controllers: [RegistrationController, RecoveryController, OwnAccountController, DepartureController],
  providers: [
    AccountAccessService,
    AccountErasureService,
    AccountExportService,
    AccountMailsService,
    AccountOpeningService,
    AccountSweeperService,
    AccountTokensService,
    BelongingsService,
    DepartureService,
    EmailChangeLinksService,
    EmailChangeService,
    InvitationsService,
    NewPasswordsService,
    OwnPasswordService,
    PasswordRecoveryService,
    PasswordReplacementService,
    PlantedAccessService,
    ProfileService,
    RegistrationService,
    SignInOptionsService,
  ],
  exports: [AccountErasureService, AccountExportService],
})
export class AccountsModule {}
