import { TestBed } from '@angular/core/testing';
import { render, settle, setUpApp, userWith } from '../testing/app-testing';
import { allByRole, byRole } from '../testing/by-role';
import { FakeAuth } from '../testing/fakes';
import { AuthService } from '../services/auth';
import { I18nService } from '../services/i18n';
import PublicShell from './public-shell';

describe('the frame of the public pages', () => {
  let auth: FakeAuth;
  let page: HTMLElement;

  beforeEach(async () => {
    auth = new FakeAuth();
    await setUpApp({ providers: [{ provide: AuthService, useValue: auth }] });
    ({ page } = await render(PublicShell));
  });

  it('offers a stranger the sign-in', () => {
    expect(byRole(page, 'link', 'Sign in').getAttribute('href')).toBe('/login');
    expect(auth.restore).toHaveBeenCalled();
  });

  it('shows who is signed in instead', async () => {
    auth.user.set(userWith('user'));
    await settle();
    expect(allByRole(page, 'link', 'Sign in')).toHaveLength(0);
    await vi.waitFor(() => byRole(page, 'button', 'Account of Maya Haddad'));
  });

  it('leads home, to the desk and to the API', () => {
    expect(byRole(page, 'link', 'Classy Book').getAttribute('href')).toBe('/');
    expect(byRole(page, 'link', 'Security desk').getAttribute('href')).toBe('/admin');
    expect(byRole(page, 'link', 'API documentation').getAttribute('href')).toBe('/api/docs');
  });

  it('speaks Arabic', async () => {
    await TestBed.inject(I18nService).set('ar');
    await settle();
    expect(byRole(page, 'link', 'تسجيل الدخول')).toBeTruthy();
    expect(byRole(page, 'link', 'كلاسي بوك')).toBeTruthy();
  });
});
