import { Component, computed, effect, inject, signal, viewChild } from '@angular/core';
import { isBuiltInRole } from '@classy-book/contracts/permissions';
import { TranslocoDirective, provideTranslocoScope } from '@jsverse/transloco';
import { fullNameOf } from '../../../core/services/person';
import { AccountActions } from '../../../shared/account/account-actions';
import { Panel } from '../../../shared/account/panel';
import { SectionPage } from '../../../shared/account/section-page';
import { Banner } from '../../../shared/components/banner/banner';
import { Texts } from '../../../shared/texts/texts';
import { EmailForm } from './parts/email-form';
import { NameForm, type PersonName } from './parts/name-form';
import { PictureForm } from './parts/picture-form';
import { ProfileStore } from './profile-store';

/** Who somebody is here: name, email, and the way to close the account for now. */
@Component({
  selector: 'app-profile-page',
  imports: [Banner, EmailForm, NameForm, Panel, PictureForm, SectionPage, TranslocoDirective],
  providers: [provideTranslocoScope('desk', 'account'), ProfileStore],
  templateUrl: './profile-page.html',
  styleUrl: './profile-page.css',
})
export default class ProfilePage {
  private readonly actions = inject(AccountActions);
  private readonly texts = inject(Texts);
  protected readonly store = inject(ProfileStore);
  private readonly emailForm = viewChild(EmailForm);
  protected readonly changingEmail = signal(false);
  protected readonly name = computed<PersonName>(() => {
    const user = this.store.user();
    return { firstName: user?.firstName ?? '', lastName: user?.lastName ?? '' };
  });

  protected readonly fullName = computed(() => fullNameOf(this.store.user()));

  protected readonly roleText = computed(() => {
    const role = this.store.user()?.role ?? '';
    return isBuiltInRole(role) ? this.texts.of(`roles.${role}`) : role;
  });

  constructor() {
    // The form takes the place of the button that was pressed.
    effect(() => this.emailForm()?.focus());
  }

  protected saveName(name: PersonName): void {
    void this.store.saveName(name);
  }

  protected choosePicture(): void {
    void this.store.choosePicture();
  }

  protected removePicture(): void {
    void this.store.removePicture();
  }

  protected async changeEmail(email: string): Promise<void> {
    if (await this.store.changeEmail(email)) this.changingEmail.set(false);
  }

  protected resend(): void {
    void this.store.resendVerification();
  }

  protected async deactivate(): Promise<void> {
    const email = await this.actions.typeEmail({
      heading: this.texts.of('account.deactivate.heading'),
      points: ['sessions', 'signIn', 'kept', 'back'].map((point) =>
        this.texts.of(`account.deactivate.effect.${point}`),
      ),
      confirm: this.texts.of('account.deactivate.submit'),
      email: this.store.user()?.email ?? '',
    });
    if (email !== null) await this.store.deactivate(email);
  }
}
