import type { HttpRequest } from '@angular/common/http';
import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { Component, type Type } from '@angular/core';
import { RouterTestingHarness } from '@angular/router/testing';
import type { OwnSession, OwnSignIn } from '@classy-book/contracts/account';
import type { ApiKey } from '@classy-book/contracts/api-keys';
import type { CurrentUser } from '@classy-book/contracts/auth';
import type { ErrorCode } from '@classy-book/contracts/errors';
import type { Identity } from '@classy-book/contracts/oauth';
import type { Role } from '@classy-book/contracts/permissions';
import type { Authenticator, SecondFactorState } from '@classy-book/contracts/second-factor';
import { provideTranslocoLoader, type Translation, type TranslocoLoader } from '@jsverse/transloco';
import { of, type Observable } from 'rxjs';
import accountAr from '../../../../public/i18n/account/ar.json';
import accountEn from '../../../../public/i18n/account/en.json';
import ar from '../../../../public/i18n/ar.json';
import deskAr from '../../../../public/i18n/desk/ar.json';
import deskEn from '../../../../public/i18n/desk/en.json';
import en from '../../../../public/i18n/en.json';
import filesAr from '../../../../public/i18n/files/ar.json';
import filesEn from '../../../../public/i18n/files/en.json';
import identityAr from '../../../../public/i18n/identity/ar.json';
import identityEn from '../../../../public/i18n/identity/en.json';
import storageAr from '../../../../public/i18n/storage/ar.json';
import storageEn from '../../../../public/i18n/storage/en.json';
import { AuthService } from '../../core/services/auth';
import type { Locale } from '../../core/services/i18n';
import { failure, setUpApp, settle, success, userWith } from '../../core/testing/app-testing';
import { FakeAuth } from '../../core/testing/fakes';
import { loadTexts } from '../discussion/discussion.test-support';

const texts: Readonly<Record<string, Translation>> = {
  en,
  ar,
  'account/en': accountEn,
  'account/ar': accountAr,
  'desk/en': deskEn,
  'desk/ar': deskAr,
  'files/en': filesEn,
  'files/ar': filesAr,
  'identity/en': identityEn,
  'identity/ar': identityAr,
  'storage/en': storageEn,
  'storage/ar': storageAr,
};

class AccountTexts implements TranslocoLoader {
  getTranslation(path: string): Observable<Translation> {
    return of(texts[path] ?? {});
  }
}

@Component({ selector: 'app-elsewhere', template: '' })
class Elsewhere {}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly request: HttpRequest<unknown>;
}

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
}

/** What the API answers under "GET /account/sessions" and the like, and what it was asked. */
export class AccountRoutes {
  readonly answers = new Map<string, () => unknown>();
  /** Lists that are read by a cursor: one page, which is all of it. */
  readonly pages = new Map<string, () => readonly unknown[]>();
  readonly refusals = new Map<string, Refusal>();
  readonly asked: Call[] = [];

  constructor(private readonly http: HttpTestingController) {}

  /** Answers what was asked until nothing more is asked. What is not known is answered with null. */
  async answer(): Promise<void> {
    for (let turn = 0; turn < 8; turn += 1) {
      await settle();
      for (const request of this.http.match(() => true)) this.reply(request);
    }
    await settle();
  }

  /** The bodies that a route was sent. */
  sent(route: string): readonly unknown[] {
    return this.callsOf(route).map(({ body }) => body);
  }

  /** The queries that a route was asked with. */
  queries(route: string): readonly string[] {
    return this.callsOf(route).map(({ request }) => request.params.toString());
  }

  /** What a header said in each call of a route. */
  headers(route: string, name: string): readonly (string | null)[] {
    return this.callsOf(route).map(({ request }) => request.headers.get(name));
  }

  private callsOf(route: string): readonly Call[] {
    return this.asked.filter(({ method, path }) => `${method} ${path}` === route);
  }

  private reply(test: TestRequest): void {
    if (test.cancelled) return;
    const { method, url, body, responseType } = test.request;
    const path = url.replace('/api/v1', '');
    const route = `${method} ${path}`;
    this.asked.push({ method, path, body, request: test.request });
    const refusal = this.refusals.get(route);
    if (refusal) {
      const told = failure(refusal.code);
      const answer = responseType === 'text' ? JSON.stringify(told) : told;
      test.flush(answer, { status: refusal.status, statusText: 'Refused' });
      return;
    }
    const data = this.pages.get(route)?.();
    const pagination = { nextCursor: null, limit: 100 };
    const answer = data ? { ...success(data), pagination } : success(this.answers.get(route)?.() ?? null);
    test.flush(responseType === 'text' ? JSON.stringify(answer) : answer);
  }
}

export interface Account {
  readonly auth: FakeAuth;
  readonly api: AccountRoutes;
  readonly page: HTMLElement;
}

/** Opens a page of the account for somebody, with its texts and without a network. Nothing is answered yet. */
export async function openAccount(
  component: Type<unknown>,
  options: { locale?: Locale; role?: Role; user?: Partial<CurrentUser> } = {},
): Promise<Account> {
  const auth = new FakeAuth();
  auth.user.set(userWith(options.role ?? 'user', options.user));
  const { http } = await setUpApp({
    locale: options.locale ?? 'en',
    routes: [
      { path: 'page', component },
      { path: '**', component: Elsewhere },
    ],
    providers: [provideTranslocoLoader(AccountTexts), { provide: AuthService, useValue: auth }],
  });
  await loadTexts('files');
  const harness = await RouterTestingHarness.create();
  const page = harness.fixture.nativeElement as HTMLElement;
  document.body.append(page);
  await harness.navigateByUrl('/page');
  await settle();
  return { auth, api: new AccountRoutes(http), page };
}

export function idOf(number: number): string {
  return number.toString(16).padStart(24, '0');
}

/** A moment so many minutes from now; negative in the past. */
export function minutesFromNow(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

export function deviceOf(label: string): OwnSession['device'] {
  return { label, browser: null, os: null, kind: 'desktop' };
}

export function sessionOf(number: number, different: Partial<OwnSession> = {}): OwnSession {
  return {
    id: idOf(number),
    current: false,
    device: deviceOf('Firefox 150 · Linux'),
    ipAddress: '203.0.113.9',
    country: 'DE',
    remembered: false,
    createdAt: minutesFromNow(-300),
    lastUsedAt: minutesFromNow(-5),
    expiresAt: minutesFromNow(600),
    ...different,
  };
}

export function signInOf(number: number, different: Partial<OwnSignIn> = {}): OwnSignIn {
  return {
    id: idOf(number),
    timestamp: minutesFromNow(-number),
    outcome: 'succeeded',
    reason: null,
    method: 'password',
    factor: null,
    device: deviceOf('Firefox 150 · Linux'),
    ipAddress: '203.0.113.9',
    country: null,
    ...different,
  };
}

export function authenticatorOf(number: number, different: Partial<Authenticator> = {}): Authenticator {
  return {
    id: idOf(number),
    kind: 'totp',
    name: 'My phone',
    createdAt: minutesFromNow(-3_000),
    lastUsedAt: null,
    synced: null,
    ...different,
  };
}

export function factorsOf(different: Partial<SecondFactorState> = {}): SecondFactorState {
  return {
    enabled: true,
    required: false,
    authenticators: [authenticatorOf(1)],
    backupCodesLeft: 8,
    backupCodesMadeAt: minutesFromNow(-3_000),
    ...different,
  };
}

export function keyOf(number: number, different: Partial<ApiKey> = {}): ApiKey {
  return {
    id: idOf(number),
    name: 'Nightly report',
    prefix: 'cbk_Ab3dE',
    scopes: ['monitoring:read'],
    requestsPerMinute: 60,
    allowedRanges: [],
    createdAt: minutesFromNow(-3_000),
    expiresAt: minutesFromNow(60_000),
    lastUsedAt: null,
    lastUsedFrom: null,
    revokedAt: null,
    ...different,
  };
}

export function identityOf(different: Partial<Identity> = {}): Identity {
  return {
    id: idOf(1),
    provider: 'google',
    providerName: 'Google',
    email: 'maya@example.com',
    linkedAt: minutesFromNow(-3_000),
    lastUsedAt: null,
    ...different,
  };
}
