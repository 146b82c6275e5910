import { Module } from '@nestjs/common';
import { EmailModule } from '../../messaging/email/email.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { BruteForceModule } from '../brute-force/brute-force.module.js';
import { OauthIdentitiesModule } from '../oauth/oauth-identities.module.js';
import { OneTimeTokensModule } from '../one-time-tokens/one-time-tokens.module.js';
import { PermissionsModule } from '../permissions/permissions.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TwoFactorModule } from '../two-factor/two-factor.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountCareService } from './account-care.service.js';
import { AccountLocksService } from './account-locks.service.js';
import { AccountsController } from './accounts.controller.js';
import { AftermathService } from './aftermath.service.js';
import { AuthorityService } from './authority.service.js';
import { BulkService } from './bulk.service.js';
import { FactorResetService } from './factor-reset.service.js';
import { InvitationMailService } from './invitation-mail.service.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { PrimaryAdminService } from './primary-admin.service.js';
import { RoleAdministrationService } from './role-administration.service.js';
import { RolesController } from './roles.controller.js';
import { StandingChangesService } from './standing-changes.service.js';
import { UserActionsController } from './user-actions.controller.js';
import { UserDetailService } from './user-detail.service.js';
import { UserExportService } from './user-export.service.js';
import { UserListService } from './user-list.service.js';
import { UserStandingController } from './user-standing.controller.js';
import { UsersController } from './users.controller.js';

/** What administrators do: people, roles, invitations. */
@Module({
  imports: [
    AccountsModule,
    AuthModule,
    BruteForceModule,
    EmailModule,
    OauthIdentitiesModule,
    OneTimeTokensModule,
    PermissionsModule,
    SessionsModule,
    TwoFactorModule,
    UsersModule,
  ],
  controllers: [
    AccountsController,
    InvitationsController,
    RolesController,
    UserActionsController,
    UsersController,
    UserStandingController,
  ],
  providers: [
    AccountCareService,
    AccountLocksService,
    AftermathService,
    AuthorityService,
    BulkService,
    FactorResetService,
    InvitationMailService,
    InvitationsService,
    PrimaryAdminService,
    RoleAdministrationService,
    StandingChangesService,
    UserDetailService,
    UserExportService,
    UserListService,
  ],
  exports: [AccountCareService, AccountLocksService, AuthorityService, FactorResetService, PrimaryAdminService],
})
export class AdminManagementModule {}
