import { provideHttpClient, withInterceptors, withNoXsrfProtection } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import type { EnvironmentProviders, Provider, Type } from '@angular/core';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { TitleStrategy, type Routes, provideRouter, withComponentInputBinding } from '@angular/router';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';
import { provideTransloco } from '@jsverse/transloco';
import type { AuthTokens, CurrentUser } from '@classy-book/contracts/auth';
import { rolePermissions, type Role } from '@classy-book/contracts/permissions';
import { type Observable, of } from 'rxjs';
import ar from '../../../../public/i18n/ar.json';
import en from '../../../../public/i18n/en.json';
import identityAr from '../../../../public/i18n/identity/ar.json';
import identityEn from '../../../../public/i18n/identity/en.json';
import type { Locale } from '../services/i18n';
import { I18nService } from '../services/i18n';
import { TranslatedTitle } from '../services/title';
import {
  csrfInterceptor,
  failureToastInterceptor,
  requestIdInterceptor,
  serverClockInterceptor,
  tokenInterceptor,
} from '../../shared/interceptors/api-interceptors';

const texts: Readonly<Record<string, Translation>> = {
  en,
  ar,
  'identity/en': identityEn,
  'identity/ar': identityAr,
};

class TestTexts implements TranslocoLoader {
  getTranslation(lang: string): Observable<Translation> {
    return of(texts[lang] ?? {});
  }
}

/** The app as `app.config.ts` puts it together, with the real texts and without a network. */
export async function setUpApp(
  options: { routes?: Routes; providers?: (Provider | EnvironmentProviders)[]; locale?: Locale } = {},
): Promise<{ http: HttpTestingController }> {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(
        withNoXsrfProtection(),
        withInterceptors([
          failureToastInterceptor,
          tokenInterceptor,
          csrfInterceptor,
          requestIdInterceptor,
          serverClockInterceptor,
        ]),
      ),
      provideHttpClientTesting(),
      provideRouter(options.routes ?? [], withComponentInputBinding()),
      { provide: TitleStrategy, useExisting: TranslatedTitle },
      ...provideTransloco({
        config: { availableLangs: ['en', 'ar'], defaultLang: 'en', reRenderOnLangChange: true, prodMode: true },
        loader: TestTexts,
      }),
      ...(options.providers ?? []),
    ],
  });
  await TestBed.inject(I18nService).set(options.locale ?? 'en');
  return { http: TestBed.inject(HttpTestingController) };
}

/** Renders a component inside the document, so that focus works, and removes it after the test. */
export async function render<T>(
  component: Type<T>,
  inputs: Readonly<Record<string, unknown>> = {},
): Promise<{
  readonly fixture: ComponentFixture<T>;
  readonly page: HTMLElement;
}> {
  const fixture = TestBed.createComponent(component);
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  return { fixture, page };
}

/** Lets promises, effects and the rendering that follows from them finish. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.resolve();
    TestBed.tick();
  }
}

export function userWith(role: Role, more: Partial<CurrentUser> = {}): CurrentUser {
  return {
    id: 'a'.repeat(24),
    email: 'maya.haddad@example.org',
    firstName: 'Maya',
    lastName: 'Haddad',
    role,
    emailVerified: true,
    permissions: [...rolePermissions[role]],
    restriction: null,
    hasPassword: true,
    secondFactor: { enabled: false, required: false, advised: false },
    deleteAfter: null,
    avatarUrl: null,
    locale: null,
    theme: null,
    ...more,
  };
}

/** Tokens of a session that ends in a week, with an access token for 15 minutes. */
export function tokensFor(user: CurrentUser, more: Partial<AuthTokens> = {}): AuthTokens {
  return {
    status: 'signed_in',
    accessToken: 'first-token',
    accessTokenExpiresAt: new Date(Date.now() + 15 * 60_000).toISOString(),
    sessionId: 'c'.repeat(24),
    sessionExpiresAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
    sessionEndsAt: new Date(Date.now() + 90 * 86_400_000).toISOString(),
    user,
    ...more,
  };
}

export function success<T>(data: T): { readonly success: true; readonly data: T } {
  return { success: true, data };
}

export function failure(code: string, more: Readonly<Record<string, unknown>> = {}): object {
  return { success: false, error: { code, message: `The server says ${code}.`, requestId: 'req-1', ...more } };
}
