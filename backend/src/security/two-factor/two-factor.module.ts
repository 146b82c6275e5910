import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { OneTimeTokensModule } from '../one-time-tokens/one-time-tokens.module.js';
import { UsersModule } from '../users/users.module.js';
import { BackupCodes } from './backup-codes.js';
import { ChallengesService } from './challenges.service.js';
import { CodeProofsService } from './code-proofs.service.js';
import { FactorProofsService } from './factor-proofs.service.js';
import { OwnSecondFactorService } from './own-second-factor.service.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { PasskeyEnrolmentService } from './passkey-enrolment.service.js';
import { PasskeyProofsService } from './passkey-proofs.service.js';
import { RelyingParty } from './relying-party.js';
import { SealRenewalService } from './seal-renewal.service.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { SECOND_FACTOR_MODEL, secondFactorSchema } from './second-factor.schema.js';
import { SecondFactorsService } from './second-factors.service.js';
import { TotpCodes } from './totp-codes.js';
import { TotpEnrolmentService } from './totp-enrolment.service.js';

@Module({
  imports: [
    UsersModule,
    OneTimeTokensModule,
    MongooseModule.forFeature([{ name: SECOND_FACTOR_MODEL, schema: secondFactorSchema }]),
  ],
  controllers: [SecondFactorController],
  providers: [
    BackupCodes,
    ChallengesService,
    CodeProofsService,
    FactorProofsService,
    OwnSecondFactorService,
    PasskeyCeremonies,
    PasskeyEnrolmentService,
    PasskeyProofsService,
    RelyingParty,
    SealRenewalService,
    SecondFactorRepository,
    SecondFactorsService,
    TotpCodes,
    TotpEnrolmentService,
  ],
  exports: [ChallengesService, FactorProofsService, PasskeyProofsService, SecondFactorsService],
})
export class TwoFactorModule {}
