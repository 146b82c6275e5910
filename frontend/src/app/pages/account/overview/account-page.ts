import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { AuthService } from '../../../core/services/auth';
import type { Locale } from '../../../core/services/i18n';
import { I18nService } from '../../../core/services/i18n';
import { initialsOf } from '../../../core/services/person';
import type { ThemeChoice } from '../../../core/services/theme';
import { ThemeService, themeChoices } from '../../../core/services/theme';
import { SignOut } from '../../../core/shell/parts/sign-out';
import { Banner } from '../../../shared/components/banner/banner';
import { Icon } from '../../../shared/components/icon/icon';
import type { SegmentOption } from '../../../shared/components/segmented/segmented';
import { Segmented } from '../../../shared/components/segmented/segmented';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { AccountStore } from './account-store';

/** Each language by its own name, for those who read only that one. */
const languages: readonly SegmentOption<Locale>[] = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'ar', label: 'العربية', lang: 'ar' },
];

/** Who is signed in here, in which session, and how the page should look. */
@Component({
  selector: 'app-account-page',
  imports: [Banner, Icon, RouterLink, Segmented, Skeleton, TranslocoPipe],
  providers: [AccountStore],
  templateUrl: './account-page.html',
  styleUrl: './account-page.css',
})
export default class AccountPage {
  protected readonly i18n = inject(I18nService);
  protected readonly theme = inject(ThemeService);
  private readonly signOut = inject(SignOut);
  protected readonly auth = inject(AuthService);
  protected readonly store = inject(AccountStore);
  protected readonly initials = computed(() => initialsOf(this.auth.user()));
  protected readonly sessionEnd = computed(() => {
    const end = this.auth.sessionExpiresAt();
    return end === null ? '' : this.i18n.dateTime(end);
  });

  protected readonly languages = languages;
  protected readonly themes = computed<readonly SegmentOption<ThemeChoice>[]>(() =>
    themeChoices.map((value) => ({ value, label: this.i18n.text(`theme.${value}`) })),
  );

  protected leave(): void {
    void this.signOut.run('/login');
  }
}
