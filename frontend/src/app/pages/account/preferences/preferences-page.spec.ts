import { TestBed } from '@angular/core/testing';
import { I18nService } from '../../../core/services/i18n';
import { ProfileLook } from '../../../core/services/profile-look';
import { ThemeService } from '../../../core/services/theme';
import { byRole } from '../../../core/testing/by-role';
import { openAccount } from '../../../shared/account/account.test-support';
import PreferencesPage from './preferences-page';

describe('language and theme', () => {
  afterEach(() => {
    delete document.documentElement.dataset['theme'];
  });

  it('change at once and are kept with the account', async () => {
    const { page, api, auth } = await openAccount(PreferencesPage);
    TestBed.inject(ProfileLook);
    await api.answer();
    byRole(page, 'radio', 'Dark').click();
    expect(TestBed.inject(ThemeService).dark()).toBe(true);
    byRole(page, 'radio', 'العربية').click();
    await vi.waitFor(() => {
      expect(TestBed.inject(I18nService).locale()).toBe('ar');
    });
    await api.answer();
    expect(byRole(page, 'heading', 'اللغة والمظهر')).toBeTruthy();
    expect((byRole(page, 'radio', 'داكن') as HTMLInputElement).checked).toBe(true);
    await vi.waitFor(
      async () => {
        await api.answer();
        expect(auth.user()).toMatchObject({ theme: 'dark', locale: 'ar' });
      },
      { timeout: 5_000 },
    );
    expect(api.sent('PATCH /account/profile')).toEqual([{ locale: 'ar', theme: 'dark' }]);
  });
});
