import { Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { SecondFactorChallenge } from '@classy-book/contracts/auth';
import type { FactorProof, ProofMethod } from '../../shared/components/factor-step/factor-proof';
import { AuthService } from './auth';
import { FailureText } from './failure-text';
import { I18nService } from './i18n';
import { Passkeys } from './passkeys';
import { ServerClock } from './server-clock';
import type { SignInOutcome } from './sign-in-outcome';
import { Ticker } from './ticker';

/**
 * The second step of a sign-in: a challenge that one of its methods has to answer before it expires. Provided beside
 * `SignInFlow`, or by whatever else a sign-in can begin with.
 */
@Service({ autoProvided: false })
export class FactorFlow {
  private readonly auth = inject(AuthService);
  private readonly clock = inject(ServerClock);
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly passkeys = inject(Passkeys);
  private readonly ticker = inject(Ticker);
  private readonly challenge = signal<SecondFactorChallenge | null>(null);
  private readonly working = signal(false);
  private readonly told = signal('');
  private readonly lockedUntil = signal<string | null>(null);
  private readonly overdue = signal(false);

  /** Null while there is nothing to prove. */
  readonly methods = computed<readonly ProofMethod[] | null>(() => this.challenge()?.methods ?? null);
  readonly passkeysSupported = this.passkeys.supported();
  readonly busy = this.working.asReadonly();
  readonly error = this.told.asReadonly();
  /** True once a challenge has run out: the sign-in has to begin again. */
  readonly expired = this.overdue.asReadonly();
  /** Seconds until the second factor opens again; null while it is open. */
  readonly lockedFor = computed(() => this.secondsLeft(this.lockedUntil()));

  constructor() {
    effect(() => {
      const challenge = this.challenge();
      if (challenge && this.secondsLeft(challenge.expiresAt) === null) {
        untracked(() => {
          this.expire();
        });
      }
    });
  }

  /** Begins the step. */
  begin(challenge: SecondFactorChallenge): void {
    this.overdue.set(false);
    this.told.set('');
    this.lockedUntil.set(null);
    this.challenge.set(challenge);
  }

  /** Gives the step up. */
  leave(): void {
    this.challenge.set(null);
    this.overdue.set(false);
  }

  /** Null where the step goes on; else how the sign-in ended. */
  prove(proof: FactorProof): Promise<SignInOutcome | null> {
    return this.attempt(({ challenge }) => {
      if (proof.method === 'password') throw new TypeError('A sign-in is not finished with a password.');
      return this.auth.signIn((client) => client.verifySecondFactor({ ...proof, challenge }));
    });
  }

  provePasskey(): Promise<SignInOutcome | null> {
    return this.attempt(({ challenge }) => {
      return this.auth.signIn(async (client) => {
        const asked = await client.factorPasskeyOptions(challenge);
        const response = await this.passkeys.get(asked.options);
        return client.verifyFactorPasskey({ challenge: asked.challenge, response });
      });
    });
  }

  private async attempt(
    run: (challenge: SecondFactorChallenge) => Promise<SignInOutcome>,
  ): Promise<SignInOutcome | null> {
    const challenge = this.challenge();
    if (!challenge || this.working()) return null;
    this.working.set(true);
    this.told.set('');
    try {
      return this.settle(await run(challenge));
    } finally {
      this.working.set(false);
    }
  }

  /** A wrong code and a lock of the factor are answered in this step; anything else ends it. */
  private settle(outcome: SignInOutcome): SignInOutcome | null {
    if (outcome.kind === 'factor-locked') this.lockedUntil.set(outcome.retryAt);
    else if (outcome.kind === 'unreachable') this.told.set(this.i18n.text('errors.unreachable'));
    else if (outcome.kind === 'no-passkey') {
      if (outcome.trouble !== 'cancelled') this.told.set(this.i18n.text('identity.factor.passkeyFailed'));
    } else if (outcome.kind === 'failed') this.told.set(this.failureText.of(outcome.failure));
    else if (outcome.kind === 'challenge-expired') this.expire();
    else {
      this.challenge.set(null);
      return outcome;
    }
    return null;
  }

  private expire(): void {
    this.challenge.set(null);
    this.overdue.set(true);
  }

  private secondsLeft(moment: string | null): number | null {
    this.ticker.beat();
    const seconds = moment === null ? 0 : this.clock.secondsUntil(moment);
    return seconds === 0 ? null : seconds;
  }
}
