import { type DynamicModule, type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { CommonModule } from './common/common.module.js';
import { LogDestination } from './common/http/log-destination.js';
import { loggerOptions } from './common/http/logger-options.js';
import { EnvelopeInterceptor } from './common/response/envelope.interceptor.js';
import { ErrorFilter, OUTAGE_TEST } from './common/response/error.filter.js';
import { validationPipe } from './common/response/validation.pipe.js';
import { APP_CONFIG, type AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { isDatabaseAway } from './database/database-errors.js';
import { DatabaseModule } from './database/database.module.js';
import { LearningModule } from './learning/learning.module.js';
import { DevMailboxPageModule } from './messaging/dev-mailbox/dev-mailbox-page.module.js';
import { EmailModule } from './messaging/email/email.module.js';
import { NoticesModule } from './messaging/notices/notices.module.js';
import { NotificationsModule } from './messaging/notifications/notifications.module.js';
import { MonitoringModule } from './monitoring/monitoring.module.js';
import { ForwardingModule } from './operations/forwarding/forwarding.module.js';
import { HealthModule } from './operations/health/health.module.js';
import { SavedViewsModule } from './operations/saved-views/saved-views.module.js';
import { WebhooksModule } from './operations/webhooks/webhooks.module.js';
import { AvatarsModule } from './performance/avatars/avatars.module.js';
import { FilesModule } from './performance/file/files.module.js';
import { RealtimeModule } from './performance/realtime/realtime.module.js';
import { AccountsModule } from './security/accounts/accounts.module.js';
import { AdminManagementModule } from './security/admin-management/admin-management.module.js';
import { AuthModule } from './security/auth/auth.module.js';
import { SessionGuard } from './security/auth/session.guard.js';
import { BlockedAddressMiddleware } from './security/blocked-addresses/blocked-address.middleware.js';
import { BlockedAddressesModule } from './security/blocked-addresses/blocked-addresses.module.js';
import { CsrfMiddleware } from './security/csrf/csrf.middleware.js';
import { CsrfModule } from './security/csrf/csrf.module.js';
import { OriginCheckMiddleware } from './security/csrf/origin-check.middleware.js';
import { OauthModule } from './security/oauth/oauth.module.js';
import { PermissionGuard } from './security/permissions/permission.guard.js';
import { PermissionsModule } from './security/permissions/permissions.module.js';
import { PersonRateLimitGuard, RateLimitGuard } from './security/rate-limit/rate-limit.guard.js';
import { RateLimitModule } from './security/rate-limit/rate-limit.module.js';
import { StepUpGuard } from './security/permissions/step-up.guard.js';

/** The composition root: the only file that may import every module, and the order of a request's way. */
@Module({
  imports: [
    CommonModule,
    DatabaseModule,
    AccountsModule,
    AdminManagementModule,
    AuthModule,
    BlockedAddressesModule,
    CsrfModule,
    OauthModule,
    PermissionsModule,
    RateLimitModule,
    EmailModule,
    NoticesModule,
    NotificationsModule,
    MonitoringModule,
    FilesModule,
    AvatarsModule,
    RealtimeModule,
    LearningModule,
    ForwardingModule,
    HealthModule,
    SavedViewsModule,
    WebhooksModule,
  ],
  providers: [
    { provide: APP_GUARD, useExisting: RateLimitGuard },
    { provide: APP_GUARD, useExisting: SessionGuard },
    { provide: APP_GUARD, useExisting: PersonRateLimitGuard },
    { provide: APP_GUARD, useExisting: PermissionGuard },
    { provide: APP_GUARD, useExisting: StepUpGuard },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: APP_INTERCEPTOR, useClass: EnvelopeInterceptor },
    { provide: OUTAGE_TEST, useValue: isDatabaseAway },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
})
export class AppModule implements NestModule {
  /** The application with its configuration. */
  static with(config: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        // nothing of it is there in production, or where mails are really sent
        ...(!config.production && config.mail.smtpUrl === null ? [DevMailboxPageModule] : []),
        LoggerModule.forRootAsync({
          inject: [APP_CONFIG, LogDestination],
          useFactory: (settings: AppConfig, { stream }: LogDestination) => ({
            pinoHttp: [loggerOptions(settings), stream],
          }),
        }),
      ],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    const writes = { path: 'auth/{*rest}', method: RequestMethod.POST };
    consumer
      .apply(BlockedAddressMiddleware)
      .forRoutes('{*path}')
      .apply(OriginCheckMiddleware)
      .forRoutes(writes)
      .apply(CsrfMiddleware)
      .forRoutes(
        { path: 'auth/refresh', method: RequestMethod.POST },
        { path: 'auth/logout', method: RequestMethod.POST },
        { path: 'auth/oauth/:provider/callback', method: RequestMethod.POST },
        { path: 'auth/csrf-token', method: RequestMethod.GET },
      );
  }
}
