import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import type { CurrentUser, LoginRequestInput } from '@classy-book/contracts/auth';
import type { FactorProof } from '../../shared/components/factor-step/factor-proof';
import type { SignInNotice } from '../../shared/components/sign-in-form/sign-in-notice';
import { toApiFailure } from './api';
import { AuthService } from './auth';
import { FactorFlow } from './factor-flow';
import { landingPathOf } from './home-path';
import { I18nService } from './i18n';
import { OauthJourney } from './oauth-journey';
import { Passkeys } from './passkeys';
import { safeReturnUrl } from './return-url';
import { SignInCalls } from './sign-in-calls';
import type { SignInNews } from './sign-in-notices';
import { SignInNotices } from './sign-in-notices';
import type { SignInOutcome } from './sign-in-outcome';

/** Signing in, as far as the two sign-in pages have it in common. Each page provides its own, with a `FactorFlow`. */
@Service({ autoProvided: false })
export class SignInFlow {
  private readonly auth = inject(AuthService);
  private readonly calls = inject(SignInCalls);
  private readonly i18n = inject(I18nService);
  private readonly journey = inject(OauthJourney);
  private readonly notices = inject(SignInNotices);
  private readonly passkeys = inject(Passkeys);
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly working = signal(false);
  private readonly refusal = signal<SignInNews | null>(null);
  private admin = false;
  private triedEmail = '';
  private offered = false;

  /** The second step, once the first was right. */
  readonly factor = inject(FactorFlow);
  readonly busy = this.working.asReadonly();
  /** What to tell the reader; null on a first visit. A countdown changes it every second. */
  readonly notice = computed<SignInNotice | null>(() => {
    const refusal = this.refusal();
    if (refusal) return this.notices.of(refusal);
    if (this.factor.expired()) return { kind: 'challenge-expired' };
    const reason = this.auth.endReason();
    return reason === null ? null : { kind: 'session-ended', reason };
  });

  constructor() {
    effect(() => {
      const user = this.auth.user();
      if (user) untracked(() => void this.goOn(user));
    });
  }

  /** Call it once: which of the two doors this is. */
  open(admin: boolean): void {
    this.admin = admin;
  }

  /** Tries to sign in. Whoever is signed in goes on to the page that was asked for, or to their own. */
  submit(request: LoginRequestInput): Promise<void> {
    this.triedEmail = request.email;
    return this.attempt(() => this.auth.login(request, { admin: this.admin }));
  }

  /** Asks for a passkey, without email and password. */
  usePasskey(rememberMe: boolean): Promise<void> {
    return this.attempt(() => this.passkeySignIn(rememberMe, false));
  }

  /** Leaves for a provider. */
  async useProvider(provider: string, rememberMe: boolean): Promise<void> {
    if (this.working()) return;
    this.working.set(true);
    this.refusal.set(null);
    try {
      await this.journey.depart(provider, { rememberMe, admin: this.admin }, this.returnUrl());
    } catch (error) {
      this.refusal.set({ kind: 'failed', failure: toApiFailure(error) });
      this.working.set(false);
    }
  }

  async prove(proof: FactorProof): Promise<void> {
    this.settle(await this.factor.prove(proof));
  }

  async provePasskey(): Promise<void> {
    this.settle(await this.factor.provePasskey());
  }

  /** Goes back from the second step to the first. */
  startOver(): void {
    this.refusal.set(null);
    this.factor.leave();
  }

  /** Has the mail sent again that confirms the address which was just tried. */
  async resend(): Promise<void> {
    if (this.working()) return;
    this.working.set(true);
    try {
      await this.calls.resendVerification({ email: this.triedEmail, locale: this.i18n.locale() });
      this.refusal.set({ kind: 'resent' });
    } catch (error) {
      this.refusal.set({ kind: 'failed', failure: toApiFailure(error) });
    }
    this.working.set(false);
  }

  /**
   * Call it when somebody begins to fill in the form: fetches ahead what a sign-in needs, and lets the browser offer
   * passkeys among what it fills into the email field.
   */
  prepare(passkeys: boolean): void {
    this.auth.prepare();
    if (passkeys && !this.offered) {
      this.offered = true;
      void this.offerPasskeys();
    }
  }

  /** Call it when the page is left: nothing waits for a passkey any more. */
  close(): void {
    if (this.offered) void this.passkeys.cancel().catch(() => undefined);
  }

  private async offerPasskeys(): Promise<void> {
    if (!(await this.passkeys.supportsAutofill().catch(() => false))) return;
    const outcome = await this.passkeySignIn(false, true);
    // A wait that came to nothing, because another way was taken or the server gave no options, is not worth a word.
    if (outcome.kind !== 'no-passkey' && outcome.kind !== 'unreachable' && outcome.kind !== 'failed')
      this.settle(outcome);
  }

  private async passkeySignIn(rememberMe: boolean, autofill: boolean): Promise<SignInOutcome | SignInNews> {
    const outcome = await this.auth.signIn(async (client) => {
      const { challenge, options } = await client.passkeyOptions();
      const response = await this.passkeys.get(options, { autofill });
      return client.signInWithPasskey({ challenge, response, rememberMe, admin: this.admin });
    });
    return outcome.kind === 'refused' ? { kind: 'passkey-unknown' } : outcome;
  }

  private async attempt(run: () => Promise<SignInOutcome | SignInNews>): Promise<void> {
    if (this.working()) return;
    this.working.set(true);
    this.refusal.set(null);
    this.factor.leave();
    this.settle(await run());
    this.working.set(false);
  }

  private settle(outcome: SignInOutcome | SignInNews | null): void {
    if (!outcome || outcome.kind === 'signed-in') return;
    if (outcome.kind === 'second-factor') this.factor.begin(outcome.challenge);
    else this.refusal.set(outcome);
  }

  /** Also after a sign-in in another tab. */
  private async goOn(user: CurrentUser): Promise<void> {
    await this.router.navigateByUrl(landingPathOf(user, this.returnUrl()));
  }

  private returnUrl(): string | null {
    return safeReturnUrl(this.route.snapshot.queryParamMap.get('returnUrl'));
  }
}
