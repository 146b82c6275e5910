import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import type { CurrentUser, LoginRequestInput } from '@classy-book/contracts/auth';
import type { SignInNotice } from '../../shared/components/sign-in-form/sign-in-notice';
import type { SignInResult } from './auth';
import { AuthService } from './auth';
import { FailureText } from './failure-text';
import { homePathOf } from './home-path';
import { safeReturnUrl } from './return-url';
import { ServerClock } from './server-clock';
import { Ticker } from './ticker';

type Refusal = Exclude<SignInResult, { readonly kind: 'signed-in' }>;

/** Signing in, as far as the two sign-in pages have it in common. Each page provides its own. */
@Service({ autoProvided: false })
export class SignInFlow {
  private readonly auth = inject(AuthService);
  private readonly clock = inject(ServerClock);
  private readonly failureText = inject(FailureText);
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly ticker = inject(Ticker);
  private readonly working = signal(false);
  private readonly refusal = signal<Refusal | null>(null);

  readonly busy = this.working.asReadonly();
  /** What to tell the reader; null on a first visit. A countdown changes it every second. */
  readonly notice = computed<SignInNotice | null>(() => {
    const refusal = this.refusal();
    if (refusal) return this.noticeOf(refusal);
    const reason = this.auth.endReason();
    return reason === null ? null : { kind: 'session-ended', reason };
  });

  constructor() {
    effect(() => {
      const user = this.auth.user();
      if (user) untracked(() => void this.goOn(user));
    });
  }

  /** Tries to sign in. Whoever is signed in goes on to the page that was asked for, or to their own. */
  async submit(request: LoginRequestInput, admin: boolean): Promise<void> {
    if (this.working()) return;
    this.working.set(true);
    const result = await this.auth.login(request, { admin });
    this.refusal.set(result.kind === 'signed-in' ? null : result);
    this.working.set(false);
  }

  /** Call it when somebody begins to fill in the form. */
  prepare(): void {
    this.auth.prepare();
  }

  /** Also after a sign-in in another tab. */
  private async goOn(user: CurrentUser): Promise<void> {
    const wanted = safeReturnUrl(this.route.snapshot.queryParamMap.get('returnUrl'));
    await this.router.navigateByUrl(wanted ?? homePathOf(user));
  }

  private noticeOf(refusal: Refusal): SignInNotice {
    if (refusal.kind === 'account-locked' || refusal.kind === 'address-blocked') {
      return this.timed(refusal.kind, refusal.retryAt);
    }
    if (refusal.kind !== 'failed') return refusal;
    const { failure } = refusal;
    if (failure.code === 'RATE_LIMITED') return this.timed('rate-limited', failure.retryAt);
    return { kind: 'failed', text: this.failureText.of(failure) };
  }

  private timed(kind: 'account-locked' | 'address-blocked' | 'rate-limited', until: string | null): SignInNotice {
    this.ticker.beat();
    if (until === null) return { kind, seconds: null };
    const seconds = this.clock.secondsUntil(until);
    return seconds === 0 ? { kind: 'reopened' } : { kind, seconds };
  }
}
