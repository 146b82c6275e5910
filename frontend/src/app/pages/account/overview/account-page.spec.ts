import type { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { failure, settle, setUpApp, success, userWith } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { FakeAuth } from '../../../core/testing/fakes';
import { AuthService } from '../../../core/services/auth';
import { I18nService } from '../../../core/services/i18n';
import { ThemeService } from '../../../core/services/theme';
import AccountPage from './account-page';

@Component({ selector: 'app-empty', template: '' })
class EmptyPage {}

const meUrl = '/api/v1/auth/me';

describe('the account page', () => {
  let auth: FakeAuth;
  let http: HttpTestingController;
  let page: HTMLElement;

  beforeEach(async () => {
    auth = new FakeAuth();
    auth.user.set(userWith('user'));
    auth.sessionExpiresAt.set('2026-11-27T10:24:29.000Z');
    ({ http } = await setUpApp({
      routes: [{ path: 'login', component: EmptyPage }],
      providers: [{ provide: AuthService, useValue: auth }],
    }));
    const fixture = TestBed.createComponent(AccountPage);
    page = fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await settle();
  });
  afterEach(() => {
    delete document.documentElement.dataset['theme'];
  });

  async function answerMe(): Promise<void> {
    const me = {
      user: userWith('user'),
      sessionId: 'c'.repeat(24),
      sessionExpiresAt: '2026-11-27T10:24:29.000Z',
      ipAddress: '203.0.113.9',
    };
    http.expectOne(meUrl).flush(success(me));
    await settle();
  }

  it('says who is signed in, until when, and from where as the server sees it', async () => {
    expect(byRole(page, 'heading', 'Account')).toBeTruthy();
    expect(page.querySelector('[aria-busy="true"]')).not.toBeNull();
    await answerMe();
    expect(textOf(page).replace(/\s+/g, ' ')).toMatch(/Maya Haddad.*Learner.*maya\.haddad@example\.org.*27 Nov 2026/);
    expect(textOf(page)).toContain('203.0.113.9');
    expect(page.querySelector('[aria-busy="true"]')).toBeNull();
  });

  it('shows what it knows where the server does not answer, and tries again', async () => {
    http.expectOne(meUrl).flush(failure('SERVICE_UNAVAILABLE'), { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(textOf(page)).toMatch(/Maya Haddad/);
    expect(textOf(page)).toMatch(/not available right now/);
    byRole(page, 'button', 'Try again').click();
    await settle();
    await answerMe();
    expect(textOf(page)).toContain('203.0.113.9');
    expect(textOf(page)).not.toMatch(/not available/);
  });

  it('does not believe an answer of another shape', async () => {
    http.expectOne(meUrl).flush(success({ ipAddress: 5 }));
    await settle();
    expect(textOf(page)).toMatch(/Not everything could be loaded/);
  });

  it('turns the page into the other language and the other theme', async () => {
    await answerMe();
    byRole(page, 'radio', 'Dark').click();
    expect(TestBed.inject(ThemeService).dark()).toBe(true);
    byRole(page, 'radio', 'العربية').click();
    await vi.waitFor(() => {
      expect(TestBed.inject(I18nService).locale()).toBe('ar');
    });
    await settle();
    expect(byRole(page, 'heading', 'الحساب')).toBeTruthy();
    expect((byRole(page, 'radio', 'داكن') as HTMLInputElement).checked).toBe(true);
  });

  it('signs out', async () => {
    await answerMe();
    byRole(page, 'button', 'Sign out').click();
    expect(auth.logout).toHaveBeenCalledTimes(1);
  });

  it('leads to the desk only those who may enter it', async () => {
    await answerMe();
    expect(allByRole(page, 'link')).toHaveLength(0);
    auth.user.set(userWith('admin'));
    await settle();
    expect(byRole(page, 'link', 'Open the security desk').getAttribute('href')).toBe('/admin');
  });
});
