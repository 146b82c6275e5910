import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import { I18nService, type Locale } from '../../../core/services/i18n';
import { ThemeService, themeChoices, type ThemeChoice } from '../../../core/services/theme';
import { Panel } from '../../../shared/account/panel';
import { SectionPage } from '../../../shared/account/section-page';
import { Segmented, type SegmentOption } from '../../../shared/components/segmented/segmented';
import { MailPanel } from '../../../shared/notifications/mail-panel';
import { Texts } from '../../../shared/texts/texts';

/** Each language by its own name, for those who read only that one. */
const languages: readonly SegmentOption<Locale>[] = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'ar', label: 'العربية', lang: 'ar' },
];

/** How the pages look and in which language they and the mails are; `ProfileLook` keeps it with the account. */
@Component({
  selector: 'app-preferences-page',
  imports: [MailPanel, Panel, Segmented, SectionPage, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'account')],
  template: `
    <app-section-page *transloco="let t" [heading]="t('titles.preferences')" [lead]="t('account.preferences.lead')">
      <app-panel name="language" [heading]="t('account.language')" [lead]="t('account.preferences.languageLead')">
        <app-segmented
          name="account-language"
          [label]="t('account.preferences.languageLabel')"
          [options]="languages"
          [value]="i18n.locale()"
          (chosen)="i18n.set($event)"
        />
      </app-panel>
      <app-panel name="theme" [heading]="t('theme.label')" [lead]="t('account.preferences.themeLead')">
        <app-segmented
          name="account-theme"
          [label]="t('account.preferences.themeLabel')"
          [options]="themes()"
          [value]="theme.choice()"
          (chosen)="theme.set($event)"
        />
      </app-panel>
      @if (handlesIncidents()) {
        @defer {
          <app-mail-panel />
        } @error {
          <span></span>
        }
      }
    </app-section-page>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
  `,
})
export default class PreferencesPage {
  private readonly auth = inject(AuthService);
  private readonly texts = inject(Texts);
  protected readonly i18n = inject(I18nService);
  protected readonly theme = inject(ThemeService);
  protected readonly languages = languages;
  protected readonly handlesIncidents = computed(() => this.auth.has('incidents:manage'));
  protected readonly themes = computed<readonly SegmentOption<ThemeChoice>[]>(() =>
    themeChoices.map((value) => ({ value, label: this.texts.of(`theme.${value}`) })),
  );
}
