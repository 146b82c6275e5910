import { Component, viewChild } from '@angular/core';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { SectionPage } from '../../../shared/account/section-page';
import { FactorsStore } from './factors-store';
import { PasswordStore } from './password-store';
import { FactorsSection } from './sections/factors-section';
import { PasswordSection } from './sections/password-section';
import { SignInsSection } from './sections/sign-ins-section';
import { SignInsStore } from './sign-ins-store';

/** How somebody signs in, what they have besides the password, and who has signed in lately. */
@Component({
  selector: 'app-security-page',
  imports: [FactorsSection, PasswordSection, SectionPage, SignInsSection, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'account', 'identity'), FactorsStore, PasswordStore, SignInsStore],
  template: `
    <app-section-page *transloco="let t" [heading]="t('titles.security')" [lead]="t('account.security.lead')">
      <app-password-section />
      <app-factors-section />
      <app-sign-ins-section (disowned)="password()?.focus()" />
    </app-section-page>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
  `,
})
export default class SecurityPage {
  protected readonly password = viewChild(PasswordSection);
}
