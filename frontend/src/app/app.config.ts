import { APP_BASE_HREF } from '@angular/common';
import { provideHttpClient, withInterceptors, withNoXsrfProtection } from '@angular/common/http';
import type { ApplicationConfig } from '@angular/core';
import {
  ErrorHandler,
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import { TitleStrategy, provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';
import { routes } from './app.routes';
import { GlobalErrorHandler } from './core/services/error-handler';
import { I18nService, locales } from './core/services/i18n';
import { I18nLoader } from './core/services/i18n-loader';
import { PageFocus } from './core/services/page-focus';
import { ProfileLook } from './core/services/profile-look';
import { SessionEnd } from './core/services/session-end';
import { ThemeService } from './core/services/theme';
import { TranslatedTitle } from './core/services/title';
import {
  csrfInterceptor,
  failureToastInterceptor,
  requestIdInterceptor,
  serverClockInterceptor,
  tokenInterceptor,
} from './shared/interceptors/api-interceptors';
import { progressInterceptor } from './shared/interceptors/progress-interceptor';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    // in place of a <base>, which the content security policy allows nowhere: an injected one would redirect every address
    { provide: APP_BASE_HREF, useValue: '/' },
    { provide: ErrorHandler, useExisting: GlobalErrorHandler },
    // From the outside in: one toast per call, one id per try; CSRF is added by an interceptor of our own.
    provideHttpClient(
      withNoXsrfProtection(),
      withInterceptors([
        failureToastInterceptor,
        tokenInterceptor,
        csrfInterceptor,
        requestIdInterceptor,
        serverClockInterceptor,
        progressInterceptor,
      ]),
    ),
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled' })),
    { provide: TitleStrategy, useExisting: TranslatedTitle },
    ...provideTransloco({
      config: {
        availableLangs: [...locales],
        defaultLang: 'en',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
        missingHandler: { logMissingKey: isDevMode() },
      },
      loader: I18nLoader,
    }),
    provideAppInitializer(async () => {
      inject(ThemeService);
      inject(PageFocus).start();
      inject(SessionEnd);
      inject(ProfileLook);
      await inject(I18nService).start();
    }),
  ],
};
