import { Service, inject } from '@angular/core';
import type { SignInNotice } from '../../shared/components/sign-in-form/sign-in-notice';
import { describeNotice } from '../../shared/components/sign-in-form/describe-notice';
import { FailureText } from './failure-text';
import { I18nService } from './i18n';
import { ServerClock } from './server-clock';
import type { SignInOutcome } from './sign-in-outcome';
import { Ticker } from './ticker';

/** What a sign-in page has to tell: a refusal, or something that was asked for and done. */
export type SignInNews =
  | Exclude<SignInOutcome, { readonly kind: 'signed-in' | 'second-factor' }>
  | { readonly kind: 'resent' | 'passkey-unknown' };

/** Turns what happened into what the sign-in card shows. Reads signals: a wait runs down by the second. */
@Service()
export class SignInNotices {
  private readonly clock = inject(ServerClock);
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly ticker = inject(Ticker);

  of(news: SignInNews): SignInNotice | null {
    if (news.kind === 'account-locked' || news.kind === 'factor-locked' || news.kind === 'address-blocked') {
      return this.timed(news.kind, news.retryAt);
    }
    if (news.kind === 'no-passkey') return news.trouble === 'cancelled' ? null : { kind: 'passkey-failed' };
    if (news.kind !== 'failed') return news;
    return news.failure.code === 'RATE_LIMITED'
      ? this.timed('rate-limited', news.failure.retryAt)
      : { kind: 'failed', text: this.failureText.of(news.failure) };
  }

  /** The heading of what is shown, for pages without the card; empty where nothing is told. */
  sentence(news: SignInNews): string {
    const notice = this.of(news);
    if (!notice) return '';
    const { heading, text } = describeNotice(notice, false);
    return this.i18n.text(heading, { text });
  }

  private timed(
    kind: 'account-locked' | 'factor-locked' | 'address-blocked' | 'rate-limited',
    until: string | null,
  ): SignInNotice {
    this.ticker.beat();
    if (until === null) return { kind, seconds: null };
    const seconds = this.clock.secondsUntil(until);
    return seconds === 0 ? { kind: 'reopened' } : { kind, seconds };
  }
}
