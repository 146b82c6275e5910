import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { OneTimeTokenRepository } from './one-time-token.repository.js';
import { ONE_TIME_TOKEN_MODEL, oneTimeTokenSchema } from './one-time-token.schema.js';
import { OneTimeTokensService } from './one-time-tokens.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: ONE_TIME_TOKEN_MODEL, schema: oneTimeTokenSchema }])],
  providers: [OneTimeTokenRepository, OneTimeTokensService],
  exports: [OneTimeTokensService],
})
export class OneTimeTokensModule {}
