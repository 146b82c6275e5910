import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { CurrentUser } from '@classy-book/contracts/auth';
import type { SessionEndReason } from '@classy-book/contracts/realtime';
import { settle, setUpApp, userWith } from '../testing/app-testing';
import { AuthService } from './auth';
import { SessionEnd } from './session-end';

@Component({ template: '' })
class EmptyPage {}

describe('the end of a session', () => {
  const endReason = signal<SessionEndReason | null>(null);
  const user = signal<CurrentUser | null>(null);
  let router: Router;

  beforeEach(async () => {
    endReason.set(null);
    user.set(null);
    await setUpApp({
      routes: [
        { path: '', component: EmptyPage },
        { path: 'login', component: EmptyPage },
        { path: 'account', component: EmptyPage, data: { session: true } },
        { path: 'account/new-password', component: EmptyPage, data: { session: true } },
        { path: 'admin/login', component: EmptyPage },
        { path: 'admin/monitoring', component: EmptyPage, data: { session: true } },
      ],
      providers: [{ provide: AuthService, useValue: { endReason, user } }],
    });
    router = TestBed.inject(Router);
    TestBed.inject(SessionEnd);
  });

  async function endAt(url: string, reason: SessionEndReason): Promise<string> {
    await router.navigateByUrl(url);
    endReason.set(reason);
    await settle();
    await vi.waitFor(() => {
      expect(router.currentNavigation()).toBeNull();
    });
    return router.url;
  }

  it('leads from the desk to the desk’s door, with the way back', async () => {
    expect(await endAt('/admin/monitoring?outcome=failed', 'revoked')).toBe(
      '/admin/login?returnUrl=%2Fadmin%2Fmonitoring%3Foutcome%3Dfailed',
    );
  });

  it('leads from the account to the other door', async () => {
    expect(await endAt('/account', 'expired')).toBe('/login?returnUrl=%2Faccount');
  });

  it('keeps no way back for somebody who signed out', async () => {
    expect(await endAt('/account', 'signed_out')).toBe('/login');
  });

  it('leaves public pages open', async () => {
    expect(await endAt('/', 'expired')).toBe('/');
  });

  it('is not the only thing that holds a page: a password that has to be replaced does too, with the way back', async () => {
    await router.navigateByUrl('/account?a=b');
    user.set(userWith('user'));
    await settle();
    expect(router.url).toBe('/account?a=b');
    user.set(userWith('user', { restriction: 'change_password' }));
    await settle();
    await vi.waitFor(() => {
      expect(router.url).toBe('/account/new-password?returnUrl=%2Faccount%3Fa%3Db');
    });
    user.set(userWith('user', { restriction: 'change_password', firstName: 'Maryam' }));
    await settle();
    expect(router.url).toBe('/account/new-password?returnUrl=%2Faccount%3Fa%3Db');
  });
});
