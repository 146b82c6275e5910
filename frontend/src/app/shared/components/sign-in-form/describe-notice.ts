import type { BannerKind } from '../banner/banner';
import type { SignInNotice } from './sign-in-notice';

export interface DescribedNotice {
  readonly banner: BannerKind;
  /** Translation key; `text` fills its `{{text}}`. */
  readonly heading: string;
  /** Translation key of what to do now; null where nothing is to be done. */
  readonly advice: string | null;
  readonly text: string;
}

/** Which words and which colour a notice gets. They do not change while a countdown runs: it would be read out each second. */
export function describeNotice(notice: SignInNotice, admin: boolean): DescribedNotice {
  const audience = admin ? 'admin' : 'learner';
  const of = (banner: BannerKind, key: string, advice: string | null): DescribedNotice => ({
    banner,
    heading: `signIn.notice.${key}`,
    advice: advice === null ? null : `signIn.advice.${advice}`,
    text: '',
  });
  switch (notice.kind) {
    case 'refused':
      return of('danger', 'refused', 'refused');
    case 'account-locked':
      return of('warn', 'accountLocked', `accountLocked.${audience}`);
    case 'address-blocked': {
      const kind = notice.seconds === null ? 'addressBlockedForGood' : 'addressBlocked';
      return of('danger', kind, `addressBlocked.${audience}`);
    }
    case 'factor-locked':
      return of('warn', 'factorLocked', 'factorLocked');
    case 'unverified':
      return of('warn', 'unverified', 'unverified');
    case 'resent':
      return of('ok', 'resent', null);
    case 'challenge-expired':
      return of('info', 'challengeExpired', null);
    case 'passkey-failed':
      return of('danger', 'passkeyFailed', null);
    case 'passkey-unknown':
      return of('danger', 'passkeyUnknown', null);
    case 'rate-limited':
      return of('warn', 'rateLimited', null);
    case 'reopened':
      return of('ok', 'reopened', null);
    case 'unreachable':
      return of('warn', 'unreachable', 'unreachable');
    case 'failed':
      return { banner: 'danger', heading: 'signIn.notice.failed', advice: null, text: notice.text };
    case 'session-ended':
      return notice.reason === 'signed_out'
        ? of('ok', 'ended.signed_out', null)
        : of(
            notice.reason === 'expired' || notice.reason === 'role_changed' ? 'info' : 'warn',
            `ended.${notice.reason}`,
            notice.reason === 'token_reused' ? 'tokenReused' : null,
          );
  }
}
