import { Service, computed, inject, signal } from '@angular/core';
import { toApiFailure, type ApiFailure } from '../../../core/services/api';
import { FailureText } from '../../../core/services/failure-text';
import { I18nService } from '../../../core/services/i18n';
import { PasskeyError, Passkeys } from '../../../core/services/passkeys';
import { ServerClock } from '../../../core/services/server-clock';
import { StepUpClient } from '../../../core/services/step-up-client';
import { Ticker } from '../../../core/services/ticker';
import type { FactorProof, ProofMethod } from '../factor-step/factor-proof';

/** The state of the step-up dialog. Provided by it. */
@Service({ autoProvided: false })
export class StepUpFlow {
  private readonly client = inject(StepUpClient);
  private readonly clock = inject(ServerClock);
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly passkeys = inject(Passkeys);
  private readonly ticker = inject(Ticker);
  private readonly known = signal<readonly ProofMethod[] | null>(null);
  private readonly working = signal(false);
  private readonly told = signal('');
  private readonly lockedUntil = signal<string | null>(null);

  /** Null until the server has said in which ways this person can prove it. */
  readonly methods = this.known.asReadonly();
  readonly busy = this.working.asReadonly();
  readonly error = this.told.asReadonly();
  readonly passkeysSupported = this.passkeys.supported();
  readonly lockedFor = computed(() => {
    const until = this.lockedUntil();
    this.ticker.beat();
    const seconds = until === null ? 0 : this.clock.secondsUntil(until);
    return seconds === 0 ? null : seconds;
  });

  async load(): Promise<void> {
    await this.attempt(async () => {
      this.known.set((await this.client.state()).methods);
    });
  }

  /** True where the proof was accepted. */
  async prove(proof: FactorProof): Promise<boolean> {
    return this.attempt(() => this.client.prove(proof));
  }

  /** True where a passkey was given and accepted; false without a word where the prompt was closed. */
  async provePasskey(): Promise<boolean> {
    return this.attempt(async () => {
      const { challenge, options } = await this.client.passkeyOptions();
      await this.client.provePasskey({ challenge, response: await this.passkeys.get(options) });
    });
  }

  private async attempt(run: () => Promise<unknown>): Promise<boolean> {
    if (this.working()) return false;
    this.working.set(true);
    this.told.set('');
    try {
      await run();
      return true;
    } catch (error) {
      this.tell(error);
      return false;
    } finally {
      this.working.set(false);
    }
  }

  private tell(error: unknown): void {
    if (error instanceof PasskeyError) {
      if (error.trouble !== 'cancelled') this.told.set(this.i18n.text('identity.factor.passkeyFailed'));
      return;
    }
    const failure: ApiFailure = toApiFailure(error);
    const locked = failure.code === 'SECOND_FACTOR_LOCKED' || failure.code === 'ACCOUNT_LOCKED';
    this.lockedUntil.set(locked ? failure.retryAt : null);
    this.told.set(
      failure.code === 'INVALID_CREDENTIALS'
        ? this.i18n.text('identity.factor.wrongPassword')
        : this.failureText.of(failure),
    );
  }
}
