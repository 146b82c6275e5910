import type { ElementRef } from '@angular/core';
import { Component, computed, input, output, signal, viewChild } from '@angular/core';
import type { SignInOptions } from '@classy-book/contracts/account';
import type { LoginRequestInput } from '@classy-book/contracts/auth';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { clockText } from '../../../core/services/duration';
import { Banner } from '../banner/banner';
import { Field } from '../field/field';
import { Icon } from '../icon/icon';
import { PasswordField } from '../password-field/password-field';
import { describeNotice } from './describe-notice';
import type { SignInNotice } from './sign-in-notice';
import type { SignInErrors, SignInModel } from './sign-in-rules';
import { signInErrors } from './sign-in-rules';

/**
 * The card of both sign-in pages: fields, what went wrong, and how long a lock still lasts. It is held while a call is
 * under way, while this address is blocked, and while the account that was tried is locked; another account may be tried.
 * It is part of the first load, of which Signal Forms would be a tenth: two fields and a box do without.
 */
@Component({
  selector: 'app-sign-in-form',
  imports: [Banner, Field, Icon, PasswordField, RouterLink, TranslocoPipe],
  templateUrl: './sign-in-form.html',
  styleUrl: './sign-in-form.css',
  host: { '(focusin)': 'begun.emit()' },
})
export class SignInForm {
  readonly busy = input(false);
  readonly notice = input<SignInNotice | null>(null);
  /** True on the desk's page, where the advice is for administrators. */
  readonly admin = input(false);
  /** Where a forgotten password is replaced; null where there is no way. */
  readonly forgotPath = input<string | null>(null);
  /** True where a passkey can be used here instead. */
  readonly passkeys = input(false);
  /** Providers that somebody can sign in with instead. */
  readonly providers = input<SignInOptions['providers']>([]);
  /** Somebody has gone into the form. */
  readonly begun = output();
  readonly submitted = output<LoginRequestInput>();
  /** A passkey is to be used; the value says whether to keep the person signed in. */
  readonly passkeyAsked = output<boolean>();
  readonly providerAsked = output<{ readonly id: string; readonly rememberMe: boolean }>();
  /** The mail that confirms the address is to be sent again. */
  readonly resendAsked = output();

  private readonly emailInput = viewChild.required<ElementRef<HTMLInputElement>>('email');
  private readonly passwordInput = viewChild.required<PasswordField>('password');
  protected readonly model = signal<SignInModel>({ email: '', password: '', rememberMe: false });
  private readonly visited = signal<Readonly<Record<keyof SignInErrors, boolean>>>({ email: false, password: false });
  private readonly triedEmail = signal('');
  private readonly errors = computed(() => signInErrors(this.model()));

  // a field is not told off before somebody has left it
  protected readonly emailError = computed(() => (this.visited().email ? this.errors().email : ''));
  protected readonly passwordError = computed(() => (this.visited().password ? this.errors().password : ''));
  protected readonly shown = computed(() => {
    const notice = this.notice();
    return notice && describeNotice(notice, this.admin());
  });
  private readonly secondsLeft = computed(() => {
    const notice = this.notice();
    return notice && 'seconds' in notice ? notice.seconds : null;
  });
  protected readonly countdown = computed(() => {
    const seconds = this.secondsLeft();
    return seconds === null ? null : clockText(seconds);
  });
  protected readonly held = computed(() => {
    const notice = this.notice();
    if (this.busy()) return true;
    if (!notice || !('seconds' in notice)) return false;
    return notice.kind !== 'account-locked' || normalised(this.model().email) === this.triedEmail();
  });

  protected change(fields: Partial<SignInModel>): void {
    this.model.update((model) => ({ ...model, ...fields }));
  }

  protected leave(field: keyof SignInErrors): void {
    this.visited.update((visited) => ({ ...visited, [field]: true }));
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.visited.set({ email: true, password: true });
    const { email, password } = this.errors();
    if (email !== '') this.emailInput().nativeElement.focus();
    else if (password !== '') this.passwordInput().focus();
    else this.send();
  }

  private send(): void {
    if (this.held()) return;
    const { email, password, rememberMe } = this.model();
    this.triedEmail.set(normalised(email));
    this.passwordInput().conceal();
    this.submitted.emit({ email: email.trim(), password, rememberMe });
  }
}

function normalised(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}
