import { TestBed } from '@angular/core/testing';
import { I18nService } from '../../../core/services/i18n';
import { ThemeService } from '../../../core/services/theme';
import { ToastService } from '../../../core/services/toasts';
import { byRole } from '../../../core/testing/by-role';
import { openAccount } from '../../../shared/account/account.test-support';
import PreferencesPage from './preferences-page';

describe('language and theme', () => {
  afterEach(() => {
    delete document.documentElement.dataset['theme'];
  });

  it('change at once and are kept with the account', async () => {
    const { page, api, auth } = await openAccount(PreferencesPage);
    byRole(page, 'radio', 'Dark').click();
    expect(TestBed.inject(ThemeService).dark()).toBe(true);
    await api.answer();
    byRole(page, 'radio', 'العربية').click();
    await vi.waitFor(() => {
      expect(TestBed.inject(I18nService).locale()).toBe('ar');
    });
    await api.answer();
    expect(byRole(page, 'heading', 'اللغة والمظهر')).toBeTruthy();
    expect((byRole(page, 'radio', 'داكن') as HTMLInputElement).checked).toBe(true);
    expect(api.sent('PATCH /account/profile')).toEqual([{ theme: 'dark' }, { locale: 'ar' }]);
    expect(auth.user()).toMatchObject({ theme: 'dark', locale: 'ar' });
  });

  it('hold on this device also where the server does not take them', async () => {
    const { page, api, auth } = await openAccount(PreferencesPage);
    api.refusals.set('PATCH /account/profile', { status: 503, code: 'SERVICE_UNAVAILABLE' });
    byRole(page, 'radio', 'Dark').click();
    await api.answer();
    expect(TestBed.inject(ThemeService).dark()).toBe(true);
    expect(auth.user()?.theme).toBeNull();
    expect(TestBed.inject(ToastService).toasts()[0]?.message).toContain('not available right now');
  });
});
