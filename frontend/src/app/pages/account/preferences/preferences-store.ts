import { Service, inject } from '@angular/core';
import { AuthService } from '../../../core/services/auth';
import { I18nService, type Locale } from '../../../core/services/i18n';
import { ThemeService, type ThemeChoice } from '../../../core/services/theme';
import { AccountActions } from '../../../shared/account/account-actions';
import { PreferencesClient } from './preferences-client';

/** Language and theme: changed here at once, and kept with the account for other devices and for mails. */
@Service({ autoProvided: false })
export class PreferencesStore {
  private readonly actions = inject(AccountActions);
  private readonly auth = inject(AuthService);
  private readonly client = inject(PreferencesClient);
  private readonly i18n = inject(I18nService);
  private readonly themes = inject(ThemeService);

  readonly locale = this.i18n.locale;
  readonly theme = this.themes.choice;

  async chooseLocale(locale: Locale): Promise<void> {
    await Promise.all([this.i18n.set(locale), this.keep({ locale })]);
  }

  async chooseTheme(theme: ThemeChoice): Promise<void> {
    this.themes.set(theme);
    await this.keep({ theme });
  }

  private async keep(choice: { readonly locale: Locale } | { readonly theme: ThemeChoice }): Promise<void> {
    const { ok } = await this.actions.attempt(() => this.client.save(choice));
    if (ok) this.auth.userChanged(choice);
  }
}
