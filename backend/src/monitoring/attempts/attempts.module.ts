import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { PatienceModule } from '../patience/patience.module.js';
import { AttemptExportService } from './attempt-export.service.js';
import { AttemptFiguresRepository } from './attempt-figures.repository.js';
import { AttemptFiguresService } from './attempt-figures.service.js';
import { AttemptLogService } from './attempt-log.service.js';
import { AttemptsController } from './attempts.controller.js';
import { AttemptsService } from './attempts.service.js';
import { ExportPagesService } from './export-pages.service.js';
import { OwnSignInsController } from './own-sign-ins.controller.js';
import { OwnSignInsService } from './own-sign-ins.service.js';
import { SignInContributionService } from './sign-in-contribution.service.js';
import { LOGIN_ATTEMPT_MODEL, loginAttemptSchema } from './login-attempt.schema.js';
import { LoginAttemptRepository } from './login-attempt.repository.js';

/** The sign-in attempts: stored by the recorder, read by the desk. */
@Module({
  imports: [
    AccountsModule,
    PatienceModule,
    MongooseModule.forFeatureAsync([
      {
        name: LOGIN_ATTEMPT_MODEL,
        inject: [APP_CONFIG],
        useFactory: (config: AppConfig) => loginAttemptSchema(config.retention.attemptDays),
      },
    ]),
  ],
  controllers: [AttemptsController, OwnSignInsController],
  providers: [
    LoginAttemptRepository,
    AttemptFiguresRepository,
    AttemptLogService,
    AttemptsService,
    AttemptFiguresService,
    AttemptExportService,
    ExportPagesService,
    OwnSignInsService,
    SignInContributionService,
  ],
  exports: [AttemptLogService, AttemptFiguresService],
})
export class AttemptsModule {}
