import { Service, inject, signal } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import { AuthService } from '../../../core/services/auth';
import { I18nService } from '../../../core/services/i18n';
import { AccountActions } from '../../../shared/account/account-actions';
import type { PersonName } from './parts/name-form';
import { ProfileClient } from './profile-client';

/** What somebody changes about themselves. Provided by the page. */
@Service({ autoProvided: false })
export class ProfileStore {
  private readonly actions = inject(AccountActions);
  private readonly auth = inject(AuthService);
  private readonly client = inject(ProfileClient);
  private readonly i18n = inject(I18nService);
  private readonly saving = signal(false);
  private readonly mailing = signal(false);
  private readonly offered = signal<FileInfo | null>(null);
  private readonly changingPicture = signal(false);
  private readonly mailedTo = signal<string | null>(null);

  readonly user = this.auth.user;
  readonly savingName = this.saving.asReadonly();
  /** A picture that was uploaded and is not chosen yet. */
  readonly newPicture = this.offered.asReadonly();
  readonly savingPicture = this.changingPicture.asReadonly();
  readonly sendingMail = this.mailing.asReadonly();
  /** The new address that a link was mailed to; null while none was. */
  readonly newEmail = this.mailedTo.asReadonly();

  async saveName(name: PersonName): Promise<void> {
    this.saving.set(true);
    const { ok } = await this.actions.attempt(() => this.client.update(name));
    if (ok) {
      this.auth.userChanged(name);
      this.actions.tell('account.profile.nameSaved');
    }
    this.saving.set(false);
  }

  offerPicture(file: FileInfo): void {
    this.offered.set(file);
  }

  /** Makes the picture that was uploaded the person's own. */
  async choosePicture(): Promise<void> {
    const file = this.offered();
    if (file === null) return;
    await this.changePicture(async () => {
      this.auth.userChanged({ avatarUrl: await this.client.chooseAvatar(file.id) });
      this.offered.set(null);
    }, 'account.picture.saved');
  }

  /** Thinks better of it. What cannot be deleted now goes by itself later. */
  discardPicture(): void {
    const file = this.offered();
    this.offered.set(null);
    if (file !== null) void this.client.discard(file.id).catch(() => undefined);
  }

  async removePicture(): Promise<void> {
    await this.changePicture(async () => {
      await this.client.removeAvatar();
      this.auth.userChanged({ avatarUrl: null });
    }, 'account.picture.removed');
  }

  /** True where a link was mailed to the new address. */
  async changeEmail(email: string): Promise<boolean> {
    this.mailing.set(true);
    const { ok } = await this.actions.attempt(() => this.client.changeEmail(email));
    if (ok) this.mailedTo.set(email);
    this.mailing.set(false);
    return ok;
  }

  async resendVerification(): Promise<void> {
    const email = this.user()?.email;
    if (email === undefined || this.mailing()) return;
    this.mailing.set(true);
    const { ok } = await this.actions.attempt(() => this.client.resendVerification(email, this.i18n.locale()));
    if (ok) this.actions.tell('account.profile.verificationSent', { email });
    this.mailing.set(false);
  }

  /** Closes the account for now; every session of it ends, this one too. */
  async deactivate(email: string): Promise<void> {
    const { ok } = await this.actions.attempt(() => this.client.deactivate(email));
    if (!ok) return;
    this.actions.tell('account.deactivate.done');
    this.auth.ended('signed_out');
  }

  private async changePicture(call: () => Promise<void>, told: string): Promise<void> {
    this.changingPicture.set(true);
    const { ok } = await this.actions.attempt(call);
    if (ok) this.actions.tell(told);
    this.changingPicture.set(false);
  }
}
