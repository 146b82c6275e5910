import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { OneTimeTokensModule } from '../one-time-tokens/one-time-tokens.module.js';
import { TwoFactorModule } from '../two-factor/two-factor.module.js';
import { UsersModule } from '../users/users.module.js';
import { IdentitiesController } from './identities.controller.js';
import { OauthAccountsService } from './oauth-accounts.service.js';
import { OauthCookie } from './oauth-cookie.js';
import { OauthIdentitiesModule } from './oauth-identities.module.js';
import { OauthLinkingService } from './oauth-linking.service.js';
import { OauthProvidersService } from './oauth-providers.service.js';
import { OauthSignInService } from './oauth-sign-in.service.js';
import { OauthStatesService } from './oauth-states.service.js';
import { OauthController } from './oauth.controller.js';

@Module({
  imports: [AuthModule, OauthIdentitiesModule, OneTimeTokensModule, TwoFactorModule, UsersModule],
  controllers: [OauthController, IdentitiesController],
  providers: [
    OauthAccountsService,
    OauthCookie,
    OauthLinkingService,
    OauthProvidersService,
    OauthSignInService,
    OauthStatesService,
  ],
})
export class OauthModule {}
