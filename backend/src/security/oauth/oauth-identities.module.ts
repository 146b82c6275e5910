import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { OauthIdentitiesService } from './oauth-identities.service.js';
import { OauthIdentityRepository } from './oauth-identity.repository.js';
import { OAUTH_IDENTITY_MODEL, oauthIdentitySchema } from './oauth-identity.schema.js';

/** Who is linked to which account at a provider: apart from signing in, so that every feature may ask. */
@Module({
  imports: [MongooseModule.forFeature([{ name: OAUTH_IDENTITY_MODEL, schema: oauthIdentitySchema }])],
  providers: [OauthIdentitiesService, OauthIdentityRepository],
  exports: [OauthIdentitiesService],
})
export class OauthIdentitiesModule {}
