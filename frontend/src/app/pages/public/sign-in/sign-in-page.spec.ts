import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { failure, settle, setUpApp, success, tokensFor, userWith } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { AuthService } from '../../../core/services/auth';
import { Preferences } from '../../../core/services/preferences';
import AdminSignInPage from '../../admin/sign-in/admin-sign-in-page';
import SignInPage from './sign-in-page';

@Component({ selector: 'app-empty', template: '' })
class EmptyPage {}

const doors = [
  { name: 'for learners', url: '/login', route: '/api/v1/auth/login', heading: 'Welcome back' },
  { name: 'of the desk', url: '/admin/login', route: '/api/v1/auth/admin/login', heading: 'Sign in to the desk' },
];

describe.each(doors)('the sign-in page $name', ({ url, route, heading }) => {
  let http: HttpTestingController;
  let page: HTMLElement;

  beforeEach(async () => {
    ({ http } = await setUpApp({
      routes: [
        { path: 'login', component: SignInPage },
        { path: 'admin/login', component: AdminSignInPage },
        ...['account', 'admin/dashboard', 'admin/monitoring'].map((path) => ({ path, component: EmptyPage })),
      ],
    }));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function open(query = ''): Promise<void> {
    const harness = await RouterTestingHarness.create(url + query);
    page = harness.fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await settle();
  }

  async function send(): Promise<TestRequest> {
    type(byLabel(page, 'Email'), 'maya@example.org');
    type(byLabel(page, 'Password'), 'secret');
    submit(page);
    return vi.waitFor(() => http.expectOne(route));
  }

  const told = (): string => textOf(byRole(page, 'alert')).replace(/\s+/g, ' ').trim();
  const button = (): HTMLButtonElement => byRole(page, 'button', 'Sign in') as HTMLButtonElement;

  async function arrivedAt(path: string): Promise<void> {
    await vi.waitFor(() => {
      expect(TestBed.inject(Router).url).toBe(path);
    });
  }

  it('has one heading and says nothing on a first visit', async () => {
    await open();
    expect(allByRole(page, 'heading').map(textOf).join()).toContain(heading);
    expect(told()).toBe('');
  });

  it.each([
    ['admin', '/admin/dashboard'],
    ['user', '/account'],
  ] as const)('leads the role %s to its own page', async (role, path) => {
    await open();
    (await send()).flush(success(tokensFor(userWith(role))));
    await arrivedAt(path);
  });

  it('leads back to the page that was asked for', async () => {
    await open('?returnUrl=%2Fadmin%2Fmonitoring%3Foutcome%3Dfailed');
    (await send()).flush(success(tokensFor(userWith('admin'))));
    await arrivedAt('/admin/monitoring?outcome=failed');
  });

  it('does not lead to another site', async () => {
    await open('?returnUrl=https%3A%2F%2Fevil.example%2F');
    (await send()).flush(success(tokensFor(userWith('user'))));
    await arrivedAt('/account');
  });

  it('goes on by itself when somebody signs in in another tab', async () => {
    await open();
    document.cookie = 'XSRF-TOKEN=csrf-1';
    const refreshed = TestBed.inject(AuthService).refresh();
    (await vi.waitFor(() => http.expectOne('/api/v1/auth/refresh'))).flush(success(tokensFor(userWith('user'))));
    await refreshed;
    await settle();
    await arrivedAt('/account');
  });

  it('says that the credentials were refused, without a hint which of the two', async () => {
    await open();
    (await send()).flush(failure('INVALID_CREDENTIALS'), { status: 401, statusText: 'Unauthorized' });
    await vi.waitFor(() => {
      expect(told()).toMatch(/email or the password is not right/);
    });
    expect(button().disabled).toBe(false);
  });

  it('counts a lock down to its end and then lets one try again', async () => {
    await open();
    const request = await send();
    // frames too: jsdom drives them by an interval, and one that was begun with a false clock never runs again
    vi.useFakeTimers({
      toFake: ['setInterval', 'clearInterval', 'Date', 'requestAnimationFrame', 'cancelAnimationFrame'],
    });
    // The page's clock started before time was taken over: it beats when the page is looked at again.
    const beat = async (ms: number): Promise<void> => {
      vi.setSystemTime(Date.now() + ms);
      document.dispatchEvent(new Event('visibilitychange'));
      await settle();
    };
    const retryAt = new Date(Date.now() + 90_000).toISOString();
    request.flush(failure('ACCOUNT_LOCKED', { retryAt }), { status: 429, statusText: 'Too Many Requests' });
    await settle();
    expect(told()).toMatch(/locked after too many failures/);
    expect(textOf(byRole(page, 'timer'))).toMatch(/1:30/);
    await beat(30_000);
    expect(textOf(byRole(page, 'timer'))).toMatch(/1:00/);
    expect(button().disabled).toBe(true);
    await beat(60_000);
    expect(told()).toMatch(/can sign in again/);
    expect(button().disabled).toBe(false);
  });

  it('tells a blocked address apart from a locked account', async () => {
    await open();
    (await send()).flush(failure('ADDRESS_BLOCKED'), { status: 403, statusText: 'Forbidden' });
    await vi.waitFor(() => {
      expect(told()).toMatch(/from your address is blocked/);
    });
  });

  it('tells a server that does not answer apart from a refusal, and lets one try again', async () => {
    await open();
    (await send()).error(new ProgressEvent('error'));
    await vi.waitFor(() => {
      expect(told()).toMatch(/server did not answer/);
    });
    (await send()).flush(success(tokensFor(userWith('user'))));
    await arrivedAt('/account');
  });

  it('names the request where the server broke', async () => {
    await open();
    (await send()).flush(failure('INTERNAL', { requestId: 'req-42' }), { status: 500, statusText: 'Error' });
    await vi.waitFor(() => {
      expect(told()).toMatch(/req-42/);
    });
  });

  it('says why the last session ended', async () => {
    TestBed.inject(Preferences).write('signed-in', '1');
    TestBed.inject(AuthService).ended('revoked');
    await open();
    expect(told()).toMatch(/administrator has ended your session/);
  });
});
