import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { HttpTestingController } from '@angular/common/http/testing';
import type { CurrentUser } from '@classy-book/contracts/auth';
import { Preferences } from '../../core/services/preferences';
import { LastFailure } from '../../core/services/last-failure';
import { failure, setUpApp, success, tokensFor, userWith } from '../../core/testing/app-testing';
import { guestGuard, needs, permissionGuard, restrictionGuard, signedInGuard } from './session-guards';

@Component({ template: '' })
class EmptyPage {}

const page = { component: EmptyPage };

describe('a guarded page', () => {
  let http: HttpTestingController;
  let router: Router;

  beforeEach(async () => {
    ({ http } = await setUpApp({
      routes: [
        { path: '', ...page },
        { path: 'login', canActivate: [guestGuard], ...page },
        { path: 'admin/login', canActivate: [guestGuard], ...page },
        { path: 'account/enrol', canActivate: [restrictionGuard], ...page },
        {
          path: 'account/new-password',
          canActivate: [restrictionGuard],
          data: { restriction: 'change_password' },
          ...page,
        },
        { path: 'account', canActivate: [signedInGuard], ...page },
        { path: 'admin/dashboard', canActivate: [permissionGuard], data: needs('monitoring:read'), ...page },
        { path: 'admin/forgotten', canActivate: [permissionGuard], ...page },
        { path: 'admin/mistyped', canActivate: [permissionGuard], data: { permission: 'monitoring' }, ...page },
        { path: 'forbidden', ...page },
        { path: 'error', ...page },
      ],
    }));
    document.cookie = 'XSRF-TOKEN=csrf-1';
    router = TestBed.inject(Router);
  });

  async function open(url: string): Promise<string> {
    await router.navigateByUrl(url);
    return router.url;
  }

  async function openAs(user: CurrentUser, url: string): Promise<string> {
    TestBed.inject(Preferences).write('signed-in', '1');
    const opened = open(url);
    (await vi.waitFor(() => http.expectOne('/api/v1/auth/refresh'))).flush(success(tokensFor(user)));
    return opened;
  }

  it('sends a stranger to its door, with the way back', async () => {
    expect(await open('/account')).toBe('/login?returnUrl=%2Faccount');
    expect(await open('/admin/dashboard?a=b')).toBe('/admin/login?returnUrl=%2Fadmin%2Fdashboard%3Fa%3Db');
  });

  it('opens for somebody whose session is restored', async () => {
    expect(await openAs(userWith('user'), '/account')).toBe('/account');
  });

  describe('while something has to be done first', () => {
    const unfactored = userWith('admin', { restriction: 'enrol_second_factor', permissions: ['account:self'] });
    const outworn = userWith('user', { restriction: 'change_password' });

    it.each([
      [unfactored, '/admin/dashboard?a=b', '/account/enrol?returnUrl=%2Fadmin%2Fdashboard%3Fa%3Db'],
      [unfactored, '/account', '/account/enrol?returnUrl=%2Faccount'],
      [unfactored, '/account/enrol', '/account/enrol'],
      [unfactored, '/account/enrol?returnUrl=%2Fadmin', '/account/enrol?returnUrl=%2Fadmin'],
      [unfactored, '/account/new-password', '/account/enrol'],
      [unfactored, '/login', '/account/enrol'],
      [outworn, '/account', '/account/new-password?returnUrl=%2Faccount'],
      [outworn, '/account/new-password?returnUrl=%2Faccount', '/account/new-password?returnUrl=%2Faccount'],
      [outworn, '/account/enrol', '/account/new-password'],
    ])('leads to where that is done: %#', async (user, wanted, landed) => {
      expect(await openAs(user, wanted)).toBe(landed);
    });

    it.each([
      ['/account/enrol', '/account/enrol'],
      ['/account/new-password?returnUrl=%2Faccount', '/account'],
      ['/account/new-password?returnUrl=%2F%2Fevil.example', '/account'],
    ])('and to where one was going once nothing has: %s', async (wanted, landed) => {
      expect(await openAs(userWith('user'), wanted)).toBe(landed);
    });

    it('asks a stranger to sign in first', async () => {
      expect(await open('/account/enrol')).toBe('/login?returnUrl=%2Faccount%2Fenrol');
    });
  });

  it('opens for those who have its permission', async () => {
    expect(await openAs(userWith('admin'), '/admin/dashboard')).toBe('/admin/dashboard');
  });

  it('stays shut for those who have not', async () => {
    expect(await openAs(userWith('user'), '/admin/dashboard')).toBe('/forbidden');
  });

  it.each(['/admin/forgotten', '/admin/mistyped'])(
    'stays shut for everybody where its permission was forgotten or mistyped: %s',
    async (url) => {
      expect(await openAs(userWith('super_admin'), url)).toBe('/forbidden');
    },
  );

  it('says that the server does not answer, rather than asking for the password', async () => {
    TestBed.inject(Preferences).write('signed-in', '1');
    const opened = open('/account');
    (await vi.waitFor(() => http.expectOne('/api/v1/auth/refresh'))).error(new ProgressEvent('error'));
    expect(await opened).toBe('/error');
    expect(TestBed.inject(LastFailure).current()?.kind).toBe('unreachable');
  });

  it('asks for a sign-in where the session has ended', async () => {
    TestBed.inject(Preferences).write('signed-in', '1');
    const opened = open('/account');
    const request = await vi.waitFor(() => http.expectOne('/api/v1/auth/refresh'));
    request.flush(failure('SESSION_ENDED'), { status: 401, statusText: 'Unauthorized' });
    expect(await opened).toBe('/login?returnUrl=%2Faccount');
  });

  describe('for guests', () => {
    it('is open to strangers', async () => {
      expect(await open('/login')).toBe('/login');
    });

    it('sends those who are signed in to their own page', async () => {
      expect(await openAs(userWith('admin'), '/admin/login')).toBe('/admin/dashboard');
      expect(await open('/login?returnUrl=%2Faccount')).toBe('/account');
    });

    it('does not send them away to another site', async () => {
      expect(await openAs(userWith('user'), '/login?returnUrl=%2F%2Fevil.example%2F')).toBe('/account');
    });
  });
});
