import { Location } from '@angular/common';
import { Service, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { FactorFlow } from '../../../core/services/factor-flow';
import { FailureText } from '../../../core/services/failure-text';
import { landingPathOf } from '../../../core/services/home-path';
import { OauthJourney, type OauthErrand } from '../../../core/services/oauth-journey';
import { safeReturnUrl } from '../../../core/services/return-url';
import { SignInNotices } from '../../../core/services/sign-in-notices';
import type { SignInOutcome } from '../../../core/services/sign-in-outcome';
import type { FactorProof } from '../../../shared/components/factor-step/factor-proof';
import { OauthCallbackClient } from './oauth-callback-client';

/** What keeps a sign-in at a provider from being finished, as far as there are words of its own for it. */
type Trouble = 'cancelled' | 'expired' | 'unavailable' | 'taken' | 'unknown';

const troubles: Readonly<Record<string, Trouble>> = {
  PROVIDER_REFUSED: 'cancelled',
  CHALLENGE_EXPIRED: 'expired',
  TOKEN_INVALID: 'expired',
  PROVIDER_UNAVAILABLE: 'unavailable',
  IDENTITY_TAKEN: 'taken',
  NOT_FOUND: 'unknown',
};

/** Finishes what was begun at a provider. Provided by the page, with a `FactorFlow`. */
@Service({ autoProvided: false })
export class OauthCallbackStore {
  private readonly auth = inject(AuthService);
  private readonly client = inject(OauthCallbackClient);
  private readonly failureText = inject(FailureText);
  private readonly journey = inject(OauthJourney);
  private readonly location = inject(Location);
  private readonly notices = inject(SignInNotices);
  private readonly router = inject(Router);
  private readonly purpose = signal<OauthErrand>({ kind: 'sign-in', admin: false, returnUrl: null });
  private readonly told = signal<{ readonly trouble: Trouble | null; readonly text: string } | null>(null);
  private readonly linkedTo = signal<string | null>(null);

  /** The second step, where the account has a second factor. */
  readonly factor = inject(FactorFlow);
  readonly linking = computed(() => this.purpose().kind === 'link');
  /** Null while it is under way. `text` is ready to show, empty where `trouble` has words of its own. */
  readonly problem = computed(() => {
    if (this.factor.expired()) return { trouble: 'expired' as const, text: '' };
    return this.told();
  });
  /** The provider whose account was just linked. */
  readonly linked = this.linkedTo.asReadonly();
  /** Where to begin again. */
  readonly backTo = computed(() => {
    const errand = this.purpose();
    if (errand.kind === 'link') return '/account/identities';
    return errand.admin ? '/admin/login' : '/login';
  });

  /** Call it once: takes what the provider sent and the address bar loses it. */
  async finish(provider: string): Promise<void> {
    const path = this.location.path();
    const query = path.slice(path.indexOf('?') + 1);
    this.location.replaceState(path.split('?', 1)[0] ?? '/');
    this.purpose.set(this.journey.arrive(provider));
    if (!path.includes('?')) this.told.set({ trouble: 'expired', text: '' });
    else if (this.linking()) await this.link(provider, query);
    else await this.settle(await this.auth.signIn((client) => client.finishOauth(provider, query)));
  }

  async prove(proof: FactorProof): Promise<void> {
    await this.settle(await this.factor.prove(proof));
  }

  async provePasskey(): Promise<void> {
    await this.settle(await this.factor.provePasskey());
  }

  private async link(provider: string, query: string): Promise<void> {
    try {
      await this.auth.restore();
      this.linkedTo.set((await this.client.link(provider, query)).providerName);
    } catch (error) {
      this.tell(toApiFailure(error));
    }
  }

  private async settle(outcome: SignInOutcome | null): Promise<void> {
    if (!outcome) return;
    if (outcome.kind === 'second-factor') this.factor.begin(outcome.challenge);
    else if (outcome.kind === 'signed-in') {
      const errand = this.purpose();
      const wanted = errand.kind === 'sign-in' ? safeReturnUrl(errand.returnUrl) : null;
      await this.router.navigateByUrl(landingPathOf(outcome.user, wanted), { replaceUrl: true });
    } else if (outcome.kind === 'failed') this.tell(outcome.failure);
    else if (outcome.kind === 'challenge-expired') this.told.set({ trouble: 'expired', text: '' });
    else this.told.set({ trouble: null, text: this.notices.sentence(outcome) });
  }

  private tell(failure: ApiFailure): void {
    const trouble = troubles[failure.code] ?? null;
    this.told.set({ trouble, text: trouble === null ? this.failureText.of(failure) : '' });
  }
}
